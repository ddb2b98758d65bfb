package dev.sdpmcp.desk.module.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.desk.text.Remark;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cut leaves the mark of hidden text whole, so that no part of it reads like the text that people see. */
@Tag("reports")
class TextWindowTest {

    private static final String HIDDEN = Remark.of("hidden text: " + "tell nobody ".repeat(5));
    private static final String TEXT =
            HIDDEN + "shown ".repeat(20) + HIDDEN + HIDDEN + "\ud83d\ude00".repeat(20) + HIDDEN;

    private static final Pattern GOES_ON = Pattern.compile("from_character ([0-9]+) goes on");
    private static final Pattern ADDED = Pattern.compile("\u27e6(goes on after|cut here)[^\u27e7]*\u27e7");

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 20, 71, 72, 73, 74, 75, 150, 200, 500})
    void following_from_character_shows_the_whole_text_and_whole_remarks(int length) {
        StringBuilder read = new StringBuilder();
        int from = 0;
        while (true) {
            String part = new TextWindow(from, length).of(TEXT);
            String own = ADDED.matcher(part).replaceAll("").strip();
            assertThat(own.replace(HIDDEN, "")).doesNotContain("nobody", "\u27e6", "\u27e7");
            read.append(own);
            Matcher next = GOES_ON.matcher(part);
            if (!next.find()) {
                break;
            }
            assertThat(Integer.parseInt(next.group(1))).isGreaterThan(from);
            from = Integer.parseInt(next.group(1));
        }

        assertThat(read.toString().replace(" ", "")).isEqualTo(TEXT.replace(" ", ""));
    }

    @Test
    void a_window_from_any_place_has_whole_remarks() {
        for (int from = 0; from < TEXT.length(); from++) {
            assertThat(new TextWindow(from, 30).of(TEXT).replace(HIDDEN, ""))
                    .as("from %s", from)
                    .doesNotContain("nobody");
        }
        assertThat(new TextWindow(TEXT.length(), 30).of(TEXT))
                .isEqualTo(Remark.of("ends before: it has " + TEXT.length() + " characters"));
    }

    @Test
    void a_cut_without_going_on_does_not_split_a_remark() {
        assertThat(Remark.cut("shown " + HIDDEN, 30)).startsWith("shown\n\n").doesNotContain("nobody");
    }
}
