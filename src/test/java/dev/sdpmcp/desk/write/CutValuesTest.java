package dev.sdpmcp.desk.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.history.ChangeHistory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Values of which the database gave only the beginning, cut at any place. */
class CutValuesTest {

    private static final String ESCAPES = "a\\b\"c\n\u0001 \\\\ \uD83D\uDE00 <p>".repeat(300);

    private static String cut(JsonNode value, int more) {
        return value.toString().substring(0, ChangeHistory.MAX_SHOWN_CHARACTERS + more);
    }

    private static boolean isWellFormed(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    @Test
    @Tag("reports")
    void B16_no_value_ends_inside_an_emoji() {
        for (String emoji : List.of("🎫", "👨‍👩‍👧", "🇳🇴")) {
            String text = "x" + emoji.repeat(2_000);
            for (int more = 0; more < 40; more++) {
                assertThat(KeptValues.readStart(cut(TextNode.valueOf(text), more))
                                .asText())
                        .matches(CutValuesTest::isWellFormed);
                String noJson = ("[" + text).substring(0, ChangeHistory.MAX_SHOWN_CHARACTERS + more);
                assertThat(KeptValues.readStart(noJson).asText()).matches(CutValuesTest::isWellFormed);
            }
        }
    }

    @Test
    void text_is_read_up_to_the_cut_wherever_that_is() {
        for (int more = 0; more < 40; more++) {
            JsonNode read = KeptValues.readStart(cut(TextNode.valueOf(ESCAPES), more));

            assertThat(read.isTextual()).isTrue();
            assertThat(ESCAPES).startsWith(read.asText());
            assertThat(read.asText()).matches(CutValuesTest::isWellFormed);
            assertThat(read.asText()).hasSizeGreaterThan(1_200);
        }
    }

    @Test
    void so_is_the_content_of_a_resolution() {
        JsonNode value = JsonNodeFactory.instance.objectNode().put("content", ESCAPES);
        for (int more = 0; more < 40; more++) {
            String read = KeptValues.readStart(cut(value, more)).path("content").asText();

            assertThat(ESCAPES).startsWith(read);
            assertThat(read).matches(CutValuesTest::isWellFormed);
            assertThat(read).hasSizeGreaterThan(1_200);
        }
    }

    @Test
    void what_is_whole_is_read_as_ever_and_what_cannot_be_read_is_shown_as_it_is() {
        assertThat(KeptValues.readStart("{\"name\":\"High\"}").path("name").asText())
                .isEqualTo("High");
        assertThat(KeptValues.readStart(null).isNull()).isTrue();
        String list = "[\"" + "x\",\"".repeat(2_000);
        assertThat(KeptValues.readStart(list.substring(0, ChangeHistory.MAX_SHOWN_CHARACTERS))
                        .asText())
                .startsWith("[\"x");
    }
}
