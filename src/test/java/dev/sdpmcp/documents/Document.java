package dev.sdpmcp.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Parser of one Markdown file of the repository: links, headings, fenced blocks and names. */
record Document(Path path, String text) {

    private static final Pattern FENCE = Pattern.compile(
            "(?:<!-- ([^\\n]*) -->\\n)?^[ ]*```(\\w*)\\n(.*?)^[ ]*```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);
    private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+)`");
    private static final Pattern VARIABLE = Pattern.compile("\\b(?:SDP|SSE)_[A-Z][A-Z_]*[A-Z]\\b(?!\\*|_\\*)");

    /**
     * A fenced block.
     *
     * @param remark the comment on the line before it; empty if there is none
     */
    record Block(String remark, String language, String content) {}

    /** Every document of the top folder, of {@code docs} and of {@code docs/decisions}. */
    static List<Document> all() throws IOException {
        return allIn(Path.of(""));
    }

    /** The same of another folder that holds them. */
    static List<Document> allIn(Path folder) throws IOException {
        try (Stream<Path> top = Files.list(folder);
                Stream<Path> docs = Files.walk(folder.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .map(Document::read)
                    .toList();
        }
    }

    /** @param path below the project's folder */
    static Document named(String path) {
        return read(Path.of(path));
    }

    private static Document read(Path path) {
        try {
            return new Document(path, Files.readString(path));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    List<Block> blocks() {
        return FENCE.matcher(text)
                .results()
                .map(found -> new Block(found.group(1) == null ? "" : found.group(1), found.group(2), found.group(3)))
                .toList();
    }

    /**
     * The block that a test runs, which the comment {@code tested: NAME} before it names.
     *
     * @throws java.util.NoSuchElementException if there is none
     */
    Block block(String name) {
        return blocks().stream()
                .filter(block -> block.remark().equals("tested: " + name))
                .findFirst()
                .orElseThrow();
    }

    /** Targets of its links, without those that lead out of the repository. */
    List<String> links() {
        return LINK.matcher(withoutBlocks())
                .results()
                .map(found -> found.group(1))
                .filter(target -> !target.matches("[a-z]+:.*"))
                .toList();
    }

    /** Names of its headings in links. */
    Set<String> anchors() {
        return HEADING.matcher(withoutBlocks())
                .results()
                .map(found -> found.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{Alnum} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    /** Names in code style that have the form of a Java type. */
    Set<String> types() {
        return TYPE.matcher(withoutBlocks())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    /** Names of settings that it mentions. */
    Set<String> variables() {
        return VARIABLE.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private String withoutBlocks() {
        return FENCE.matcher(text).replaceAll("");
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
