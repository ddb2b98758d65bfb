package dev.sdpmcp.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The completion files are what {@code --help} says, and bash does with them what its user expects. */
@Tag("component")
class CompletionFilesTest {

    private static final Path FOLDER = Path.of("src/main/completion");

    @ParameterizedTest
    @CsvSource({"sdp-mcp.bash", "_sdp-mcp"})
    void the_file_is_what_the_help_says(String name) throws IOException {
        String content = name.startsWith("_") ? CompletionFiles.zsh() : CompletionFiles.bash();
        if (System.getProperty("sdp.write-documents") != null) {
            Files.writeString(FOLDER.resolve(name), content);
        }
        assertThat(FOLDER.resolve(name))
                .as("write it again: ./mvnw test -Dtest=CompletionFilesTest -Dsdp.write-documents")
                .content()
                .isEqualTo(content);
    }

    @Test
    void knows_options_with_and_without_an_argument() {
        assertThat(CompletionFiles.options())
                .contains(
                        new CompletionFiles.Option("--json", "", "as one JSON document"),
                        new CompletionFiles.Option("--url", "URL", "through the URL that clients open"),
                        new CompletionFiles.Option("--env", "FILE", "read the settings from FILE instead of .env"))
                .extracting(CompletionFiles.Option::name)
                .doesNotHaveDuplicates()
                .contains("--demo", "--help", "--version", "--check", "--doctor", "--backup", "--authorize");
    }

    @ParameterizedTest
    @CsvSource({
        "--ver, 1, --version --verify-audit",
        "--doctor --js, 2, --json",
        "--backup pom, 2, pom.xml",
        "--authorize 1, 2, ''",
        "x, 1, ''",
    })
    void bash_completes(String words, int position, String expected) throws Exception {
        String script = "source " + FOLDER.resolve("sdp-mcp.bash") + "; COMP_WORDS=(sdp-mcp " + words + "); COMP_CWORD="
                + position + "; _sdp_mcp; echo \"${COMPREPLY[*]}\"";
        assertThat(run("bash", "-c", script).strip().split(" ")).containsExactlyInAnyOrder(expected.split(" "));
    }

    @Test
    void zsh_understands_its_file() throws Exception {
        if (List.of(System.getenv("PATH").split(":")).stream()
                .noneMatch(folder -> Files.isExecutable(Path.of(folder, "zsh")))) {
            Assumptions.abort("SKIPPED, since there is no zsh on this machine");
        }
        assertThat(run("zsh", "-n", FOLDER.resolve("_sdp-mcp").toString())).isEmpty();
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
