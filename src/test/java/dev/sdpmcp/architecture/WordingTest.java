package dev.sdpmcp.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Words to avoid in documents, comments and texts of the program. Names of classes are the subject of {@link WordsTest}.
 *
 * <p>Code in documents and quotations of the program ({@code >}) are not checked; of the program, block and line comments
 * and string literals with a blank in them are.
 */
class WordingTest {

    /** A pattern of words, regardless of case, and what to write instead. */
    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("mend(s|ed|ing)?", "fix"),
            Map.entry("anew", "again"),
            Map.entry("(is|are|was|were|be|been|being) told", "gets, receives, is notified, is reported"),
            Map.entry("of (its|our|their|your|his) own", "its, a separate, or nothing"),
            Map.entry("by (itself|themselves)", "automatically, alone, or nothing"),
            Map.entry("who (asks?|waits?)", "a caller that requests, a thread that waits"),
            Map.entry("whoever", "a caller that, a server that, anybody who"),
            Map.entry("well-nigh", "nearly"),
            Map.entry("back ?doors?", "control endpoints"),
            Map.entry("front doors?", "endpoint, HTTP interface"),
            Map.entry("a machine that", "a host with, if the host"),
            Map.entry("without a word", "silently, without a message"),
            Map.entry("good order", "in order, gracefully"),
            Map.entry("goodbyes?", "shutdown, shutdown notice"),
            Map.entry("companions?", "agent, or the thing itself"),
            Map.entry("the house", "this project, this server"),
            Map.entry("what became of", "the outcome of"),
            Map.entry("ours", "of this server, of this project"),
            Map.entry("(hears?|heard) (of|that|from)", "is notified of, learns of"),
            Map.entry("time-outs?", "timeout"),
            Map.entry("wr(ites?|itten|ote|iting) down", "record, store"),
            Map.entry("for good", "permanently"),
            Map.entry("shall", "must, will"),
            Map.entry("t(akes?|aken|ook|aking) away", "remove"),
            Map.entry("as (it|they) stands?", "unchanged, as is"));

    private static final Map<Pattern, String> PATTERNS = INSTEAD.entrySet().stream()
            .collect(Collectors.toMap(
                    entry -> Pattern.compile("\\b(?:" + entry.getKey() + ")\\b", Pattern.CASE_INSENSITIVE),
                    Map.Entry::getValue));

    private static final Path SOURCE = Path.of("src/main/java/dev/sdpmcp");
    private static final Pattern NOT_PROSE =
            Pattern.compile("^[ ]*```.*?^[ ]*```$|^(?:    |> ).*?$|`[^`\\n]*`", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern TEXT_OF_JAVA = Pattern.compile(
            "\"\"\"(?<block>.*?)\"\"\"|\"(?<literal>(?:\\\\.|[^\"\\\\\\n])*+)\"|'(?:\\\\.|[^'\\\\])'"
                    + "|(?<comment>/\\*.*?\\*/|(?://[^\\n]*\\n\\s*)+)",
            Pattern.DOTALL);
    private static final Pattern INLINE_TAG = Pattern.compile("\\{@(?:code|link) [^}]*}");
    private static final int CONTEXT = 50;

    static List<Path> documents() throws IOException {
        try (Stream<Path> top = Files.list(Path.of(""));
                Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    static List<Path> rooms() throws IOException {
        try (Stream<Path> rooms = Files.list(SOURCE)) {
            return rooms.filter(Files::isDirectory).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void documents_have_plain_words(Path document) throws IOException {
        assertThat(findings(NOT_PROSE.matcher(Files.readString(document)).replaceAll("")))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void comments_and_texts_have_plain_words(Path room) throws IOException {
        List<String> findings = new ArrayList<>();
        try (Stream<Path> files = Files.walk(room)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                findings(textOf(Files.readString(file)))
                        .forEach(finding -> findings.add(SOURCE.relativize(file) + ": " + finding));
            }
        }
        assertThat(findings).isEmpty();
    }

    static Stream<Arguments> planted() {
        return Stream.of(
                Arguments.of("/** Mends the file. */", "fix"),
                Arguments.of("/* The client */ // is\n// told of it\n", "is notified"),
                Arguments.of("String text = \"a user \" + \"of its own\";", "separate"),
                Arguments.of("// Waits for whoever\nint anew;", "a caller that"));
    }

    @ParameterizedTest
    @MethodSource("planted")
    void a_planted_word_is_found(String source, String instead) {
        assertThat(findings(textOf(source))).singleElement().asString().contains(instead);
    }

    @Test
    void names_keys_and_code_are_not_prose() {
        assertThat(findings(textOf("int anew = map.get(\"mend\"); /* {@code mend} is the field */ char quote = '\"';")))
                .isEmpty();
    }

    /** Comments and literals, each followed by a line break. */
    private static String textOf(String source) {
        StringBuilder text = new StringBuilder();
        Matcher found = TEXT_OF_JAVA.matcher(source.replaceAll("(?<!\\\\)\"\\s*\\+\\s*\"", "") + "\n");
        while (found.find()) {
            if (found.group("comment") != null) {
                String comment = INLINE_TAG.matcher(found.group("comment")).replaceAll("");
                text.append(comment.replaceAll("\\n\\s*(?:\\*|//)", "")).append('\n');
            } else if (found.group("block") != null) {
                text.append(found.group("block")).append('\n');
            } else if (found.group("literal") != null && found.group("literal").contains(" ")) {
                text.append(found.group("literal")).append('\n');
            }
        }
        return text.toString();
    }

    /** A paragraph is searched as one line. */
    private static List<String> findings(String text) {
        String line = text.replaceAll("[ ]*\\n[ ]*(?=\\S)", " ");
        List<String> findings = new ArrayList<>();
        PATTERNS.forEach((words, instead) -> words.matcher(line)
                .results()
                .forEach(found -> findings.add("\"..."
                        + line.substring(
                                Math.max(0, found.start() - CONTEXT), Math.min(line.length(), found.end() + CONTEXT))
                        + "...\": instead of \"" + found.group() + "\" write: " + instead)));
        return findings;
    }
}
