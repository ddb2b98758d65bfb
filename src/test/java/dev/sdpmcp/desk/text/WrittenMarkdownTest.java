package dev.sdpmcp.desk.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenMarkdownTest {

    @Test
    void writes_markdown_as_html() {
        assertThat(WrittenMarkdown.toHtml("Hello **all**\n\n- one\n- two"))
                .contains("<strong>all</strong>", "<li>one</li>", "<li>two</li>");
    }

    @Test
    void keeps_the_lines_of_plain_text() {
        assertThat(WrittenMarkdown.toHtml("first\nsecond"))
                .contains("first<br>")
                .contains("second");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "[x](javascript:alert(1))",
                "<img src=x onerror=alert(1)>",
                "<a href='x' onclick='alert(1)'>x</a>"
            })
    void is_safe_to_show(String hostile) {
        assertThat(WrittenMarkdown.toHtml(hostile))
                .doesNotContain("<script", "<img", "href=\"javascript", "<a href='x'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hello **all**, see [the page](https://example.org/a)",
                "# Title\n\ntext",
                "* one\n* two",
                "| Host | State |\n| --- | --- |\n| a | up |",
                "5 < 6 & 7 > 3"
            })
    void what_was_written_is_read_again(String markdown) {
        assertThat(ContentHtml.toMarkdown(WrittenMarkdown.toHtml(markdown))).isEqualTo(markdown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '"',
            value = {
                "<p>Set <YourPassword> on <srv-db01>, mail <kari@example.org></p> ~ <p>&lt;p&gt;Set &lt;YourPassword&gt; on &lt;srv-db01&gt;, mail &lt;kari@example.org&gt;&lt;/p&gt;</p>",
                "<p>Run `a<b>` now</p><p>x<br/>y</p> ~ <p>Run <code>a&lt;b&gt;</code> now</p>⏎<p>x<br>⏎y</p>",
                "<p>echo 1`n</p> ~ <p>echo 1`n</p>",
                "`<p>x</p>` is HTML ~ <p><code>&lt;p&gt;x&lt;/p&gt;</code> is HTML</p>",
                "see <a href=\"https://x.example/?a=1&amp;b=2\">it</a> ~ <p>see <a href=\"https://x.example/?a=1&amp;b=2\">it</a></p>"
            })
    void tags_are_formatting_only_where_all_are_known(String written, String html) {
        assertThat(WrittenMarkdown.toHtml(written)).isEqualTo(html.replace('⏎', '\n'));
    }

    @Test
    void a_cut_is_told() {
        assertThat(Remark.cut("x".repeat(300), 200)).contains("100 of 300 characters left out");
        assertThat(Remark.cut("short", 200)).isEqualTo("short");
    }
}
