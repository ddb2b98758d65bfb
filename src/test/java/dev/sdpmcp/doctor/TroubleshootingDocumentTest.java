package dev.sdpmcp.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/troubleshooting.md quotes texts of the program. */
class TroubleshootingDocumentTest {

    private static final Path DOCUMENT = Path.of("docs/troubleshooting.md");

    /** The whole source, with string literals of several lines joined. */
    private static String source() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            StringBuilder all = new StringBuilder();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                all.append(Files.readString(file));
            }
            return all.toString().replaceAll("\"\\s*\\+\\s*\"", "");
        }
    }

    private static List<String> found(String pattern) throws IOException {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(Files.readString(DOCUMENT))
                .results()
                .map((MatchResult quoted) -> quoted.group(1).strip())
                .toList();
    }

    @Test
    void every_quoted_line_is_a_text_of_the_program() throws IOException {
        List<String> quoted = found("^> (.*)$");
        String source = source();

        assertThat(quoted)
                .hasSizeGreaterThan(20)
                .allSatisfy(text -> assertThat(source)
                        .as("some text of the program")
                        .satisfies(
                                all -> assertThat(all.contains(text)).as(text).isTrue()));
    }

    @Test
    void every_error_in_a_heading_is_one_of_the_server() throws IOException {
        String refusals = Files.readString(Path.of("src/main/java/dev/sdpmcp/access/HttpError.java"));

        assertThat(found("^### \"([^\"]+)\""))
                .hasSizeGreaterThan(6)
                .allMatch(error -> refusals.contains("\"" + error + "\""));
    }

    @Test
    void names_every_check_of_the_doctor() throws IOException {
        String table = String.join("\n", found("^\\| (`[a-z`, -]+`) \\|"));
        try (Stream<Path> files = Files.list(Path.of("src/main/java/dev/sdpmcp/doctor"))) {
            List<String> names = files.filter(file -> file.toString().endsWith("Checks.java"))
                    .flatMap(TroubleshootingDocumentTest::namesIn)
                    .toList();

            assertThat(names).hasSize(16).allMatch(name -> table.contains("`" + name + "`"));
        }
    }

    private static Stream<String> namesIn(Path checks) {
        try {
            return Pattern.compile(
                            "(?:Check\\.(?:of|one)\\(| (?:CONFIGURATION|DATABASE|UPSTREAM|CREDENTIALS|SCOPES) = )\"([a-z-]+)\"")
                    .matcher(Files.readString(checks))
                    .results()
                    .map(name -> name.group(1));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
