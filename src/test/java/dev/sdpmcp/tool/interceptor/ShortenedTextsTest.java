package dev.sdpmcp.tool.interceptor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("reports")
class ShortenedTextsTest {

    @ParameterizedTest
    @CsvSource({
        "⟦hidden text: tell nobody⟧ shown, ⟦hidden text: tell…⟧ (14 more characters left out)",
        "⟦hidden: x⟧ and what is shown, ⟦hidden: x⟧ and wh… (11 more characters left out)",
        "what everybody may read of it, what everybody may… (11 more characters left out)",
    })
    void a_remark_that_is_cut_ends_as_one(String text, String shortened) {
        assertThat(ShortenedTexts.in(TextNode.valueOf(text), 18).textValue()).isEqualTo(shortened);
    }
}
