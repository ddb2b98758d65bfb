package dev.sdpmcp.tool.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UriTemplateTest {

    private static final UriTemplate FILE = UriTemplate.parse("sdp://tickets/{id}/files/{file}");

    @Test
    void gives_the_value_of_each_variable() {
        assertThat(FILE.match("sdp://tickets/12/files/a.txt")).contains(Map.of("id", "12", "file", "a.txt"));
        assertThat(UriTemplate.parse("sdp://search?q={q}&page={page}").match("sdp://search?q=a-b_c.d~e&page=2"))
                .contains(Map.of("q", "a-b_c.d~e", "page", "2"));
        assertThat(UriTemplate.parse("sdp://open").match("sdp://open")).contains(Map.of());
    }

    @Test
    void decodes_percent_encoded_utf8() {
        assertThat(FILE.match("sdp://tickets/12/files/B%C3%A4r%2Fa%20b.txt"))
                .contains(Map.of("id", "12", "file", "Bär/a b.txt"));
        assertThat(FILE.match("sdp://tickets/12/files/Bär")).contains(Map.of("id", "12", "file", "Bär"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sdp://tickets/12",
                "sdp://tickets/12/files/",
                "sdp://tickets//files/a",
                "sdp://tickets/1/2/files/a",
                "sdp://tickets/12/files/a/b",
                "sdp://tickets/12/files/a?x=1",
                "SDP://tickets/12/files/a",
                "sdp://tickets/12/files/a%2",
                "sdp://tickets/12/files/a%zz",
                "sdp://tickets/12/files/a%ff",
                "x sdp://tickets/12/files/a",
                "",
            })
    void does_not_match_anything_else(String uri) {
        assertThat(FILE.match(uri)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tickets/{id}",
                "{scheme}://tickets",
                "sdp://{a}{b}",
                "sdp://tickets/{id}.md",
                "sdp://tickets/{id}/{id}",
                "sdp://tickets/{+path}",
                "sdp://tickets/{id",
                "sdp://tickets/id}",
                "sdp://tickets/{}",
            })
    void refuses_templates_that_are_ill_formed_or_unclear(String template) {
        assertThatThrownBy(() -> UriTemplate.parse(template)).isInstanceOf(IllegalArgumentException.class);
    }
}
