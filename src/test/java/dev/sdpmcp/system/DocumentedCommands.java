package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands of a document, run as they stand there. A block is found by the comment {@code tested: NAME} before it. */
final class DocumentedCommands {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Path PROJECT =
            Path.of(System.getProperty("sdp.project", "")).toAbsolutePath();

    private final String document;
    private final Path folder;

    private DocumentedCommands(String document, Path folder) {
        this.document = document;
        this.folder = folder;
    }

    /** @param path below the project's folder */
    static DocumentedCommands in(String path) throws IOException {
        return new DocumentedCommands(text(path), PROJECT);
    }

    /** The document itself. */
    static String text(String path) throws IOException {
        return Files.readString(PROJECT.resolve(path));
    }

    /** The same document for a reader who is in another folder. */
    DocumentedCommands readIn(Path otherFolder) {
        return new DocumentedCommands(document, otherFolder);
    }

    /**
     * Runs the block in the reader's folder, which is the project's unless said otherwise, stops at the first command that
     * fails, and returns what all printed.
     */
    String run(String name, Map<String, String> environment) throws IOException, InterruptedException {
        Path said = Files.createTempFile("documented", ".log");
        try {
            ProcessBuilder builder = new ProcessBuilder("sh", "-euc", block(name))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            String output = Files.readString(said, StandardCharsets.UTF_8);
            assertThat(ended && process.exitValue() == 0)
                    .as("\"%s\" succeeds; it said:%n%s", name, output)
                    .isTrue();
            return output;
        } finally {
            Files.delete(said);
        }
    }

    /** What the block says, for a command that does not end by itself. */
    String block(String name) {
        Matcher found = Pattern.compile(
                        "<!-- tested: " + Pattern.quote(name) + " -->\\n```sh\\n(.*?)```", Pattern.DOTALL)
                .matcher(document);
        assertThat(found.find()).as("the document has a block \"%s\"", name).isTrue();
        return found.group(1);
    }
}
