package dev.sdpmcp.desk.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read, changed and written again must not change by that. */
@Tag("reports")
class TextRoundTripTest {

    private static final int TEXTS = 1_500;

    @ParameterizedTest(name = "B08: text of IT stays as written, seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void text_stays_as_it_was_written(long seed) {
        for (String text : ItTexts.plain(seed, TEXTS)) {
            String html = WrittenMarkdown.toHtml(text);
            assertThat(shown(html)).as(html).isEqualTo(text.strip());
        }
    }

    @ParameterizedTest(name = "B08: lines of IT stay as written, seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void lines_stay_as_they_were_written(long seed) {
        for (String text : ItTexts.lines(seed, TEXTS)) {
            String html = WrittenMarkdown.toHtml(text);
            assertThat(shown(html)).as(html).isEqualTo(text);
        }
    }

    @ParameterizedTest(name = "B08: {0}")
    @ValueSource(
            strings = {
                "@@ -1 +1 @@\n-    return 1\n+    return 2\n- x",
                "Name    Status\n----    ------\nSpooler Running",
                "ID Name\n-- ----\n12 Spooler",
                "LIKE '\\_tmp\\_%' and grep '\\*ERROR\\*' app.log"
            })
    void output_of_tools_stays_as_it_was_written(String text) {
        String html = WrittenMarkdown.toHtml(text);

        assertThat(shown(html).replaceAll("\\s+", " ")).isEqualTo(text.replaceAll("\\s+", " "));
        assertThat(WrittenMarkdown.toHtml(ContentHtml.toMarkdown(html))).isEqualTo(html);
    }

    /** The text of a page, without looking at how it is read. */
    private static String shown(String html) {
        return html.replaceAll("</?(?:p|br|a|a href=\"[^\"]*\")>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }

    @ParameterizedTest(name = "B08, B12: what is read and written again is the same, seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void reading_and_writing_again_changes_nothing(long seed) {
        for (String text : ItTexts.whole(seed, TEXTS)) {
            String html = WrittenMarkdown.toHtml(text);
            String markdown = ContentHtml.toMarkdown(html);
            assertThat(WrittenMarkdown.toHtml(markdown))
                    .as("%s%n%n%s", text, markdown)
                    .isEqualTo(html);
        }
    }

    @ParameterizedTest(name = "B08: text is read as it was written, seed {0}")
    @ValueSource(longs = {5, 6})
    void what_is_read_is_what_was_written(long seed) {
        long same = ItTexts.plain(seed, TEXTS).stream()
                .filter(text ->
                        ContentHtml.toMarkdown(WrittenMarkdown.toHtml(text)).equals(text.strip()))
                .count();

        assertThat(same).as("of " + TEXTS).isGreaterThan(TEXTS * 9 / 10);
    }
}
