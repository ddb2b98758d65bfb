package dev.sdpmcp.desk.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentHtmlTest {

    @Test
    void keeps_structure_as_markdown() {
        String html = "<div><p>Dear <b>desk</b>,</p><ul><li>one</li><li>two</li></ul>"
                + "<p>see <a href=\"https://example.org/a\">here</a></p></div>";

        assertThat(ContentHtml.toMarkdown(html))
                .contains("Dear **desk**,", "* one", "* two", "[here](https://example.org/a)")
                .doesNotContain("<");
    }

    @Test
    void keeps_tables() {
        assertThat(ContentHtml.toMarkdown(
                        "<table><tr><th>Host</th><th>State</th></tr><tr><td>a</td><td>up</td></tr></table>"))
                .contains("| Host | State |")
                .contains("| a | up |");
        assertThat(ContentHtml.toMarkdown("<table><tr><td><div>a</div><div>b</div></td><td><p>c</p> d</td></tr>"
                        + "<tr><td>\n<p>e</p>\n</td><td>f</td></tr></table>"))
                .isEqualTo("| a<br>b | c<br>d |\n| --- | --- |\n| e | f |");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>steal()</script>ok",
                "<style>.steal{}</style>ok",
                "ok<a href=\"javascript:steal()\"></a>",
                "ok<img src=\"https://steal.example/x.png\">"
            })
    void lets_no_script_style_or_tracking_through(String html) {
        assertThat(ContentHtml.toMarkdown(html)).contains("ok").doesNotContain("steal");
    }

    @Test
    void says_where_an_image_was() {
        assertThat(ContentHtml.toMarkdown("<p>See <img src=\"cid:1\" alt=\"error box\"></p>"))
                .isEqualTo("See " + Remark.of("image: error box"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "<a href='https://x'><img src=y alt=Logo></a> ~ [\u27e6image: Logo\u27e7](https://x)",
                "<a href='https://x'><img src=y></a> ~ [\u27e6image\u27e7](https://x)",
                "a<b><img src=y alt=Logo></b>c ~ a \u27e6image: Logo\u27e7c",
                "a <b><img src=y alt=Logo></b> c ~ a **\u27e6image: Logo\u27e7** c"
            })
    void keeps_a_link_around_an_image(String html, String markdown) {
        assertThat(ContentHtml.toMarkdown(html)).isEqualTo(markdown);
    }

    @Test
    void removes_cdata_remnants() {
        assertThat(ContentHtml.toMarkdown("<![CDATA[<p>Printer jams</p>]]>")).isEqualTo("Printer jams");
        assertThat(ContentHtml.toMarkdown("&lt;![CDATA[Printer jams]]&gt;")).isEqualTo("Printer jams");
    }

    @Test
    void keeps_the_lines_of_plain_text() {
        assertThat(ContentHtml.toMarkdown("first\nsecond").lines().map(String::strip))
                .containsExactly("first", "second");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>New answer</p><blockquote>old words</blockquote>",
                "<p>New answer</p><div class=\"gmail_quote\">On Monday she wrote: old words</div>",
                "<p>New answer</p><p>-----Original Message-----</p><p>old words</p>",
                "<p>New answer</p><p>------------------------------ Forwarded message ------</p><p>old words</p>",
                "<p>New answer</p><p>On Mon, Nov 16, 2026 at 9:00 Mira Holm wrote:</p><p>old words</p>",
                "<p>New answer</p><p>From: Mira Holm<br>Sent: Monday<br>Subject: x</p><p>old words</p>"
            })
    void leaves_out_quoted_mails_and_says_so(String html) {
        assertThat(ContentHtml.toMarkdownWithoutQuotes(html))
                .startsWith("New answer")
                .endsWith(QuotedMail.MARK)
                .doesNotContain("old words");
    }

    @Test
    void keeps_a_quoted_mail_that_is_all_there_is() {
        assertThat(ContentHtml.toMarkdownWithoutQuotes("<blockquote>forwarded words</blockquote>"))
                .contains("forwarded words");
    }

    @Test
    void cuts_endless_html_and_says_so() {
        assertThat(ContentHtml.toMarkdown("<p>" + "a ".repeat(ContentHtml.MAX_CHARACTERS) + "</p>"))
                .endsWith("characters" + Remark.CLOSE)
                .contains("cut here");
    }
}
