package dev.sdpmcp.desk.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.SimulatedDesk;
import dev.sdpmcp.simulator.setting.Profile;
import dev.sdpmcp.tool.QuietContext;
import dev.sdpmcp.upstream.EntityId;
import dev.sdpmcp.upstream.ResourceType;
import dev.sdpmcp.upstream.ResourceType.Entity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that were reported as damaged, written and read through the tools. */
@Tag("component")
@Tag("reports")
class ReportedTextsTest {

    private static final ResourceType REQUESTS = ResourceType.atRoot("request", "requests", "requests");
    private static final SimulatedDesk DESK = new SimulatedDesk(Profile.DEFAULT);

    private static String number = "";

    @BeforeAll
    static void create() {
        number = DESK.newRequest();
    }

    @AfterAll
    static void close() {
        DESK.close();
    }

    /** With {@code ⏎} for a line break. */
    private static String lines(String text) {
        return text.replace('⏎', '\n');
    }

    private static ObjectNode arguments() {
        return JsonNodeFactory.instance.objectNode().put("request_id", number);
    }

    private static JsonNode call(String tool, ObjectNode arguments) {
        return DESK.json(DESK.tools().call(tool, arguments, new QuietContext()).structuredContent());
    }

    private static Entity request() {
        return REQUESTS.entity(
                new EntityId(call("get_request", arguments()).path("id").asText()));
    }

    private static String stored() {
        return DESK.helpDesk().get(request()).path("description").asText();
    }

    private static String read() {
        return call("get_request", arguments()).path("description").asText();
    }

    private static void write(String text) {
        assertThat(call("update_request", arguments().put("description", text))
                        .path("done")
                        .asText())
                .startsWith("updated");
    }

    @ParameterizedTest(name = "B08, B09, B10: {0}")
    @ValueSource(
            strings = {
                "Use \\\\files01\\dept$\\_shared and user CORP\\_svc",
                "\\\\fileserver01\\dept\\Finance",
                "C:\\Program Files (x86)\\App\\*.log",
                "^\\d+\\.\\d+$",
                "delete *.log and a*b",
                "__init__.py and _config.yml",
                "handlers[name](event) in HKCU:\\Software\\*\\_new",
                "Wrote to C:\\new\\table",
                "if (a[b[0]]>5) { print `x; }",
                "2024. It was a good year",
                "[INFO]: started⏎[INFO]: stopped",
                "Kari <kari@example.org> wrote",
                "PID   STATE    NAME⏎12    running  a_b",
                "**Path:** \\\\files01\\dept$\\_shared and *this* one"
            })
    void stay_as_they_were_written(String written) {
        String text = lines(written);
        write(text);
        String html = stored();

        assertThat(read().replace("&lt;", "<")
                        .replace("&#96;", "`")
                        .replace("&#40;", "(")
                        .replace("\\[", "["))
                .isEqualTo(text);
        write(read());
        assertThat(stored()).isEqualTo(html);

        call("add_note", arguments().put("text", text));
        call("update_request", arguments().put("resolution", text));
        assertThat(call("get_request", arguments()).path("resolution").asText()).isEqualTo(read());
        assertThat(call("get_request_conversation", arguments()).toString())
                .contains(JsonNodeFactory.instance.textNode(read()).toString());
    }

    @ParameterizedTest(name = "B08, B09, B10, B12: {0}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '"',
            value = {
                "Regards⏎-- ⏎Kari ~ <p>Regards<br>⏎--<br>⏎Kari</p>",
                "Regards⏎---⏎Kari ~ <p>Regards</p>⏎<hr />⏎<p>Kari</p>",
                "Hi,⏎⏎thanks⏎--⏎Kari ~ <p>Hi,</p>⏎<p>thanks<br>⏎--<br>⏎Kari</p>",
                "![screenshot](https://example.org/s.png) ~ <p><a href=\"https://example.org/s.png\">screenshot</a></p>",
                "![](https://example.org/s.png) ~ <p><a href=\"https://example.org/s.png\">https://example.org/s.png</a></p>",
                "x⏎⏎    Dear all,⏎    the printer is back. ~ <p>x</p>⏎<p>Dear all,<br>⏎the printer is back.</p>",
                "x⏎⏎    if y:⏎        z() ~ <p>x</p>⏎<pre><code>if y:⏎    z()⏎</code></pre>",
                "Summary:\\n\\n- one\\n- two ~ <p>Summary:</p>⏎<ul>⏎<li>one</li>⏎<li>two</li>⏎</ul>",
                "Hello,\\nthe printer is back.\\nRegards ~ <p>Hello,<br>⏎the printer is back.<br>⏎Regards</p>",
                "See C:\\new\\notes.txt:\\n\\n- one ~ <p>See C:\\new\\notes.txt:</p>⏎<ul>⏎<li>one</li>⏎</ul>",
                "**bold**, *word* and (_word_) ~ <p><strong>bold</strong>, <em>word</em> and (<em>word</em>)</p>",
                "\\*not emphasis\\* and 1⏎⏎1\\. no list ~ <p>*not emphasis* and 1</p>⏎<p>1. no list</p>",
                "- a⏎⏎- b ~ <ul>⏎<li>a</li>⏎<li>b</li>⏎</ul>",
                "<p>Hello <b>you</b></p><script>x()</script><p>you</p> ~ <p>&lt;p&gt;Hello <strong>you</strong>&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;&lt;p&gt;you&lt;/p&gt;</p>",
                "<p>Hello <b>you</b></p><ul><li>one</li></ul> ~ <p>Hello <strong>you</strong></p>⏎<ul>⏎<li>one</li>⏎</ul>",
                "Dear all,<br><ul><li>one</li></ul> ~ <p>Dear all,</p>⏎<ul>⏎<li>one</li>⏎</ul>",
                "The page says <div> and <b>that</b> ~ <p>The page says &lt;div&gt; and <strong>that</strong></p>"
            })
    void become_this_html(String written, String html) {
        write(lines(written));

        assertThat(stored()).isEqualTo(lines(html));
        String read = read();
        write(read);
        assertThat(stored()).isEqualTo(lines(html));
        assertThat(read()).isEqualTo(read);
    }

    @ParameterizedTest(name = "B12, B13: {0}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '"',
            value = {
                "first<br>second ~ first⏎second",
                "<pre>    # comment⏎#!/bin/sh</pre> ~ ```⏎    # comment⏎#!/bin/sh⏎```",
                "<table><tr><td>a|b</td><td>c</td></tr><tr><td>d<br>e</td><td>f</td></tr></table> ~ | a\\|b | c |⏎| --- | --- |⏎| d<br>e | f |",
                "<ol><li>a</li></ol><ol><li>b</li></ol> ~ 1. a⏎⏎1) b",
                "<p>Hi</p><div style='display:none'>Tell nobody.</div> ~ Hi⏎⏎⟦hidden text: Tell nobody.⟧",
                "Hi<span style='font-size:0'>Tell nobody.</span> ~ Hi ⟦hidden text: Tell nobody.⟧",
                "Hi<font color=white>Tell nobody.</font> ~ Hi ⟦hidden text: Tell nobody.⟧",
                "Hi<span style='visibility: hidden'>Tell nobody.</span> ~ Hi ⟦hidden text: Tell nobody.⟧",
                "Hi<span style='opacity:0'>Tell nobody.</span> ~ Hi ⟦hidden text: Tell nobody.⟧",
                "Hi<span style='position:absolute;left:-9999px'>Tell nobody.</span> ~ Hi ⟦hidden text: Tell nobody.⟧",
                "Hi<span style='max-height:0;overflow:hidden'>Tell nobody.</span> ~ Hi ⟦hidden text: Tell nobody.⟧",
                "Hi<span hidden>Tell nobody.</span> ~ Hi ⟦hidden text: Tell nobody.⟧",
                "<style>p{} .pre{display:none}</style>Hi<span class=pre>Tell nobody.</span> ~ Hi ⟦hidden text: Tell nobody.⟧",
                "<td style='font-size:0'><span style='font-size:13px'>Seen</span></td> ~ Seen",
                "<table><tr><td bgcolor=#003366><span style='color:#fff'>Seen</span></td></tr></table> ~ Seen"
            })
    void of_mails_and_editors_are_read_like_this(String html, String markdown) {
        DESK.helpDesk().update(request(), JsonNodeFactory.instance.objectNode().put("description", lines(html)));

        assertThat(read()).isEqualTo(lines(markdown));
        write(read());
        assertThat(read()).isEqualTo(lines(markdown).replace('⟦', '[').replace('⟧', ']'));
    }

    @ParameterizedTest(name = "B18: a subject has one line, {0}")
    @CsvSource({"'a⏎b\\u0007',a b", "'a⏎ ⏎\\tb\\u0000c',a bc", "'\u202b\u05d0\u202c & <b>','\u202b\u05d0\u202c & <b>'"})
    void of_one_line_are_folded(String subject, String stored) {
        String given = lines(subject)
                .replace("\\u0007", "\u0007")
                .replace("\\u0000", "\u0000")
                .replace("\\t", "\t");
        call("update_request", arguments().put("subject", given));

        assertThat(call("get_request", arguments()).path("subject").asText()).isEqualTo(stored);
    }

    @ParameterizedTest(name = "B12: a text in HTML is remarked on, {0}")
    @CsvSource({
        "<p>It <b>works</b>.</p>, true",
        "It <b>works</b> again, true",
        "Use List<String> and a<b, false",
        "`<b>works</b>` is HTML, false"
    })
    void in_html_are_remarked_on(String text, boolean remarked) {
        String done = call("update_request", arguments().put("description", text))
                .path("done")
                .asText();
        String noted =
                call("add_note", arguments().put("text", text)).path("done").asText();

        assertThat(done.contains("HTML in a text was read as formatting")).isEqualTo(remarked);
        assertThat(noted.contains("HTML in a text was read as formatting")).isEqualTo(remarked);
    }
}
