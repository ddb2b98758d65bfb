package dev.sdpmcp.desk.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a mail can hold to harm the server: output that explodes, time that grows with the square, deep recursion. */
class HostileHtmlTest {

    private static final List<String> ELEMENTS = List.of(
            "div",
            "p",
            "span",
            "b",
            "i",
            "s",
            "code",
            "a href='https://x'",
            "font",
            "blockquote",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "table",
            "tbody",
            "tr",
            "td",
            "th",
            "caption",
            "pre",
            "textarea",
            "h1",
            "h6",
            "center",
            "section",
            "form",
            "button",
            "select",
            "option",
            "object",
            "svg",
            "math",
            "ruby",
            "details",
            "summary",
            "x-y",
            "o:p",
            "nobr",
            "table><tr><td",
            "ul><li",
            "ol><li",
            "dl><dd",
            "blockquote><p",
            "b><i",
            "a href=x><div",
            "svg><foreignObject");

    /** Ways to nest one element, to a size. */
    private static final List<String> PATTERNS = List.of("%s", "%s-closed", "%sx", "%s<br>x", "%s<p>x", "%sx\n");

    static Stream<Arguments> inputs() {
        List<Arguments> inputs = new ArrayList<>();
        for (String element : ELEMENTS) {
            for (String pattern : PATTERNS) {
                inputs.add(input("<" + element + "> as " + pattern, size -> nested(element, pattern, size)));
            }
        }
        inputs.add(input("blanks in pre", size -> "<pre>x" + " ".repeat(size) + "y"));
        inputs.add(input("dashes in pre", size -> "<pre>" + filled("-\n", size)));
        inputs.add(input("ticks", size -> filled("<code>`</code>``", size)));
        inputs.add(input("lines in quotes", size -> "<blockquote>".repeat(400) + filled("a<br>", size)));
        inputs.add(input("lines in a quoted pre", size -> "<blockquote>".repeat(12) + "<pre>" + filled("a\n", size)));
        inputs.add(input("lines in list items", size -> "<ul><li>".repeat(300) + filled("a<br>", size)));
        inputs.add(input(
                "a wide table", size -> "<table><tr>" + filled("<td>a", size / 2) + filled("<tr><td>", size / 2)));
        inputs.add(input("tables with text before", size -> filled("<table>x<a>", size)));
        inputs.add(input("attributes", size -> "<p " + counted("a%d=1 ", size) + ">x"));
        inputs.add(input("html with attributes", size -> counted("<html a%d=1>", size)));
        inputs.add(input("fonts", size -> counted("<font a=%d>", size / 2) + filled("<p>x", size / 2)));
        inputs.add(input("entities", size -> filled("&lt;x&amp;", size)));
        inputs.add(input("ampersands", size -> filled("&", size)));
        inputs.add(input("less than", size -> filled("<", size)));
        inputs.add(input("comments", size -> filled("<!--", size)));
        inputs.add(input("open attribute", size -> filled("<a href='", size)));
        inputs.add(input("scripts", size -> filled("<script><!--<script>", size)));
        inputs.add(input("line ends", size -> filled("a\n", size)));
        inputs.add(input("cut mails", size -> filled("On a wrote\n", size)));
        inputs.add(input("from without sent", size -> filled("From: x\n", size)));
        inputs.add(input("styles", size -> filled("<p style='font-size:0;color:#fff;left:-9px'>x", size)));
        inputs.add(input("style sheets", size -> filled("<style>.a,#b{color:#fff}/*</style><i class=a>x</i>", size)));
        inputs.add(input("style sheet", size -> "<style>" + filled("@.a{", size) + "</style>x"));
        inputs.add(input(
                "selectors", size -> "<style>" + filled(".a,", size) + ".b{" + filled("top:0;", size) + "}</style>x"));
        inputs.add(input("open comments", size -> "<style>" + filled("/*a", size) + "</style>x"));
        inputs.add(input("classes", size -> "<style>.a{color:red}</style>" + filled("<i class='a b c'>x</i>", size)));
        inputs.add(input("hidden pieces", size -> filled("<i hidden>x</i>y", size)));
        inputs.add(input("marks of text", size -> filled("<b>*a_</b>\\*", size)));
        inputs.add(input("newsletter", HostileHtmlTest::newsletter));
        return inputs.stream();
    }

    private static Arguments input(String name, IntFunction<String> made) {
        return Arguments.of(name, made);
    }

    private static String filled(String piece, int size) {
        return piece.repeat(Math.max(1, size / piece.length()));
    }

    private static String counted(String format, int size) {
        StringBuilder made = new StringBuilder();
        for (int i = 0; made.length() < size; i++) {
            made.append(String.format(format, i));
        }
        return made.toString();
    }

    private static String nested(String element, String pattern, int size) {
        String open = "<" + element + ">";
        if (pattern.endsWith("-closed")) {
            String close = "</" + element.replaceAll(".*<", "").replaceAll(" .*", "") + ">";
            int depth = Math.max(1, size / (open.length() + close.length()));
            return open.repeat(depth) + "x" + close.repeat(depth);
        }
        return filled(pattern.replace("%s", open), size);
    }

    private static String newsletter(int size) {
        String paragraph = "<p>" + "lorem ipsum dolor ".repeat(12) + "</p>";
        return "<table><tr><td>".repeat(4) + filled(paragraph, size) + "</td></tr></table>".repeat(4);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void is_converted_in_time_and_space_that_grow_with_its_size(String name, IntFunction<String> made) {
        int size = ContentHtml.MAX_CHARACTERS / 16;
        for (int length : new int[] {40, 400, 4_000, ContentHtml.MAX_CHARACTERS}) {
            String html = made.apply(length);
            assertThat(ContentHtml.toMarkdown(html).length()).isLessThanOrEqualTo(bound(html));
        }
        assertThat(ProcessorTime.ratioForDoubleSize(size, made, ContentHtml::toMarkdownWithoutQuotes))
                .as("times the processor time for double the size")
                .isLessThan(3.0);
    }

    private static int bound(String html) {
        return LengthBudget.PER_CHARACTER * html.length() + LengthBudget.CONSTANT + 100;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void any_nesting_of_all_elements_keeps_its_text_within_the_bound(int seed) {
        Random random = new Random(seed);
        StringBuilder html = new StringBuilder();
        List<String> open = new ArrayList<>();
        int words = 0;
        for (int i = 0; i < 4_000; i++) {
            int choice = random.nextInt(4);
            if (choice < 2 && open.size() < 1_000) {
                String element = ELEMENTS.get(random.nextInt(ELEMENTS.size()));
                html.append('<').append(element).append('>');
                open.add(element.replaceAll(".*<", "").replaceAll(" .*", ""));
            } else if (choice == 2 && !open.isEmpty() && random.nextBoolean()) {
                html.append("</").append(open.remove(open.size() - 1)).append('>');
            } else {
                html.append(" word").append(words++).append(' ');
            }
        }

        String markdown = ContentHtml.toMarkdown(html.toString());

        assertThat(markdown.length()).isLessThanOrEqualTo(bound(html.toString()));
        assertThat(IntStream.range(0, words).mapToObj(word -> "word" + word))
                .allSatisfy(word -> assertThat(markdown).containsPattern("\\b" + word + "\\b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"table><tr><td", "blockquote", "ul><li", "b", "div", "svg", "td", "a href='https://x'", "li><td"
            })
    void text_too_deep_to_be_shown_as_it_is_stays(String element) {
        for (int depth : new int[] {30, 300, 1_000}) {
            assertThat(ContentHtml.toMarkdown(("<" + element + ">").repeat(depth) + "the words"))
                    .contains("the words");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<div>", "<table><tr><td>", "a<br>", "words\n", "&lt;"})
    void stops_when_its_call_does(String piece) {
        String html = filled(piece, ContentHtml.MAX_CHARACTERS);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> ContentHtml.toMarkdown(html)).isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted())
                    .as("the flag stays for the callers")
                    .isTrue();
        }
    }

    @Test
    void stops_in_the_middle_of_its_work() throws InterruptedException {
        String text = filled("<table><tr><td>x<br>", ContentHtml.MAX_CHARACTERS);

        // Below zero if it was not cancelled at all.
        assertThat(ProcessorTime.afterInterrupt(
                        () -> assertThat(ContentHtml.toMarkdown(text)).isNotEmpty()))
                .isBetween(Duration.ZERO, Duration.ofMillis(100));
    }
}
