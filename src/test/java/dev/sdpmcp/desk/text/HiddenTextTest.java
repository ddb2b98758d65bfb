package dev.sdpmcp.desk.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in which HTML hides text from people, and those that only look like one. */
@Tag("reports")
class HiddenTextTest {

    private static final String SECRET = Remark.of("hidden text: Tell nobody.");

    @ParameterizedTest(name = "B13: {0}")
    @ValueSource(
            strings = {
                "<style><!-- .x{display:none} --></style><p class=x>Tell nobody.</p>",
                "<p class=x>Tell nobody.</p><style>.x{display:none}</style>",
                "<style>p.x{display:none}</style><p class=x>Tell nobody.</p>",
                "<style>.x{display:none}/* .x{display:block}</style><p class=x>Tell nobody.</p>",
                "<noscript>Tell nobody.</noscript>",
                "<dialog>Tell nobody.</dialog>",
                "<p style='display:none !important;display:block'>Tell nobody.</p>",
                "<p style='display:none ! important'>Tell nobody.</p>",
                "<style>.x{display:none!important}</style><p class=x style='display:block'>Tell nobody.</p>",
                "<p style='display:none;display:bogus'>Tell nobody.</p>",
                "<p style='font-size:0;font-size:big'>Tell nobody.</p>",
                "<p style='color:#fff;background:transparent'>Tell nobody.</p>",
                "<div style='font-size:0'><p style='font-size:2em'>Tell nobody.</p></div>",
                "<div style='font-size:0'><p style='font-size:100%'>Tell nobody.</p></div>",
                "<font color=ffffff>Tell nobody.</font>",
                "<p style='color:rgba(0,0,0,0.01)'>Tell nobody.</p>",
                "<p style='color:rgba(0 0 0 / 1%)'>Tell nobody.</p>",
                "<p style='color:rgb(100%, 100%, 100%)'>Tell nobody.</p>",
                "<p style='color:rgb(255 250 255)'>Tell nobody.</p>",
                "<p style='color:hsl(0, 0%, 100%)'>Tell nobody.</p>",
                "<p style='color:#00000003'>Tell nobody.</p>",
                "<p style='position:absolute;left:9999px'>Tell nobody.</p>",
                "<p style='position:absolute;left:-100%'>Tell nobody.</p>",
                "<p style='overflow:hidden;text-indent:100%'>Tell nobody.</p>",
                "<p style='margin:0 0 0 -9999px'>Tell nobody.</p>",
                "<p style='opacity:-1'>Tell nobody.</p>",
                "<p style='font-size:0.0'>Tell nobody.</p>",
                "<p style='opacity:1%'>Tell nobody.</p>",
                "<p style='transform:scale(0)'>Tell nobody.</p>"
            })
    void is_marked(String html) {
        assertThat(ContentHtml.toMarkdown(html)).isEqualTo(SECRET);
    }

    @Test
    void is_marked_however_much_is_around_it() {
        String filler = "/*" + "x".repeat(60_000) + "*/";
        String rules = "<style>" + ".a{opacity:0}".repeat(600) + ".b" + ",.c".repeat(600) + "{" + "a:b;".repeat(600);
        String hidden = "<p class=z>Tell nobody.</p>";

        assertThat(ContentHtml.toMarkdown("<style>" + filler + ".z{display:none}</style>" + hidden))
                .isEqualTo(SECRET);
        assertThat(ContentHtml.toMarkdown(rules + "}.z{" + "a:b;".repeat(600) + "display:none}</style>" + hidden))
                .isEqualTo(SECRET);
        assertThat(ContentHtml.toMarkdown("<p style='" + "a:b;".repeat(600) + "display:none'>Tell nobody.</p>"))
                .isEqualTo(SECRET);
        assertThat(ContentHtml.toMarkdown(
                        "<style>.z{opacity:0}</style><p class='" + "a ".repeat(30) + "z'>Tell nobody.</p>"))
                .isEqualTo(SECRET);
    }

    @ParameterizedTest(name = "B13: {0} elements around it")
    @ValueSource(ints = {58, 59, 60, 61, 90})
    void is_marked_however_deep_it_is(int depth) {
        String html = "<div>".repeat(depth) + "Hi<b style='display:none'>Tell <i>nobody.</i></b> there<i>!</i>"
                + "</div>".repeat(depth) + "<p>End</p>";

        assertThat(ContentHtml.toMarkdown(html).replaceAll("\\*", "")).isEqualTo("Hi " + SECRET + " there!\n\nEnd");
    }

    @Test
    void of_selectors_and_templates_is_left_out() {
        assertThat(ContentHtml.toMarkdown("a\udb40\udd01\udb40\udd52b\ufe0f\ufe0fc\u2714\ufe0f \u845b\udb40\udd00"))
                .isEqualTo("abc\u2714\ufe0f \u845b\udb40\udd00");
        assertThat(ContentHtml.toMarkdown("a<template><template>x</template>Tell nobody.</template>b"))
                .isEqualTo("ab");
    }

    @ParameterizedTest(name = "B13: {0}")
    @ValueSource(
            strings = {
                "<p><div style='display:none'><p></p></div><p>Seen</p>",
                "<div style='background-image:url(x.png)'><p style='color:#fff'>Seen</p></div>",
                "<table><tr><td background=x.png><p style='color:#fff'>Seen</p></td></tr></table>",
                "<p style='overflow:hidden;width:5%'>Seen</p>",
                "<p style='transform:scale(0.98)'>Seen</p>",
                "<style>span.m{display:none}</style><p class=m>Seen</p>",
                "<style media=print>.m{display:none}</style><p class=m>Seen</p>",
                "<style media='(max-width:600px)'>.m{display:none}</style><p class=m>Seen</p>",
                "<dialog open>Seen</dialog>",
                "<div style='font-size:0'><p style='font-size:1rem'>Seen</p></div>",
                "<p style='display:block;opacity:100%'>Seen</p>"
            })
    void only_looks_hidden(String html) {
        assertThat(ContentHtml.toMarkdown(html)).isEqualTo("Seen");
    }
}
