package dev.sdpmcp.desk.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a model, or a ticket that talked it over, can write to harm the server. */
class HostileMarkdownTest {

    private static final int SIZE = 20_000;

    private static final List<String> PIECES = List.of(
            "1. ",
            "[](<",
            "[](",
            "[",
            "![",
            "]",
            "`",
            "*",
            "**",
            "_",
            "*a_ ",
            "*a **b ",
            "a**b",
            "> ",
            ">",
            "- ",
            "* ",
            "*\t",
            "#",
            "~",
            "|",
            "|-|\n",
            "a|b\n-|-\n",
            "[a](b",
            "[a](b \"",
            "[a]: b\n",
            "[a]: b\n[a]",
            "<a",
            "<!--",
            "<?",
            "<![CDATA[",
            "&",
            "&#",
            "&amp;",
            "\\",
            "<a href='",
            "- a\n",
            "1. a\n  ",
            "    ",
            "a\n",
            "```\n",
            "<div>\n",
            "[a][",
            "x*",
            "*x",
            "<a@b",
            "[[[a](b)",
            "*a*",
            "![a](b)",
            " > - ",
            "\\n\\n- ",
            "!\\n",
            "a\\n",
            "\\*a",
            "\\*a\\*",
            "`a",
            "**a\n",
            "**a\nb** ",
            "<b>",
            "<b>a</b>",
            "<br>",
            "<p>a</p>",
            "<ul>\n\n",
            "    a=b\n\nx\n\n",
            "1. a\n\n7. a\n",
            "[![a](b)](c)");

    static Stream<Arguments> inputs() {
        List<Arguments> inputs = new ArrayList<>();
        PIECES.forEach(piece ->
                inputs.add(input("'" + piece.replace("\n", "\\n") + "'", size -> piece.repeat(size / piece.length()))));
        inputs.add(input("rising ticks", HostileMarkdownTest::risingTicks));
        inputs.add(input("nested emphasis", size -> "*a ".repeat(size / 6) + "a* ".repeat(size / 6)));
        inputs.add(input("nested links", size -> "[".repeat(size / 5) + "a" + "](b)".repeat(size / 5)));
        inputs.add(input("nested items", HostileMarkdownTest::nestedItems));
        inputs.add(input("nested tags", HostileMarkdownTest::nestedTags));
        inputs.add(input("wide table", size -> row("|a", size) + row("|-", size) + "|x\n".repeat(size / 6)));
        inputs.add(input("quoted lines", size -> ">".repeat(size / 2) + "a\n" + "a\n".repeat(size / 4)));
        return inputs.stream();
    }

    private static Arguments input(String name, IntFunction<String> made) {
        return Arguments.of(name, made);
    }

    private static String row(String cell, int size) {
        return cell.repeat(size / 6) + "|\n";
    }

    private static String risingTicks(int size) {
        StringBuilder made = new StringBuilder();
        for (int i = 1; made.length() < size; i++) {
            made.append('e').append("`".repeat(i));
        }
        return made.toString();
    }

    private static String nestedTags(int size) {
        return "<s>".repeat(size / 14) + "a<br>".repeat(size / 10) + "</s>".repeat(size / 14);
    }

    private static String nestedItems(int size) {
        StringBuilder made = new StringBuilder();
        for (int i = 0; made.length() < size; i++) {
            made.append("  ".repeat(i)).append("- a\n");
        }
        return made.toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void is_converted_in_time_and_space_that_grow_with_its_size(String name, IntFunction<String> made) {
        assertThat(WrittenMarkdown.toHtml(made.apply(SIZE)).length()).isLessThan(20 * SIZE);
        assertThat(ProcessorTime.ratioForDoubleSize(SIZE, made, WrittenMarkdown::toHtml))
                .as("times the processor time for double the size")
                .isLessThan(3.0);
    }

    @Test
    void stops_when_its_call_does() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> WrittenMarkdown.toHtml("text")).isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted())
                    .as("the flag stays for the callers")
                    .isTrue();
        }
    }

    @Test
    void the_lines_of_a_long_paragraph_stay_lines() {
        String line = "many words in a line of text that goes on";

        assertThat(WrittenMarkdown.toHtml((line + "\n").repeat(200)).replaceAll("</?p>", ""))
                .isEqualTo(String.join("<br>\n", Collections.nCopies(200, line)));
    }

    @Test
    void images_are_links_and_never_loaded() {
        assertThat(WrittenMarkdown.toHtml(
                        "![a plan](https://example.org/p.png) [![b](https://x/y)](https://z) ![c](data:x)"))
                .isEqualTo(
                        "<p><a href=\"https://example.org/p.png\">a plan</a> <a href=\"https://z\">b</a> ![c](data:x)</p>");
    }

    @Test
    void stops_in_the_middle_of_its_work() throws InterruptedException {
        String text = "[a](b *c* `d` ".repeat(5 * SIZE / 14);

        // Below zero if it was not cancelled at all.
        assertThat(ProcessorTime.afterInterrupt(
                        () -> assertThat(WrittenMarkdown.toHtml(text)).isNotEmpty()))
                .isBetween(Duration.ZERO, Duration.ofMillis(100));
    }
}
