package dev.sdpmcp.launcher.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sdpmcp.config.reading.ConfigurationKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DotEnvTest {

    @TempDir
    Path folder;

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve(".env"), List.of(lines));
    }

    @Test
    void reads_names_and_values_and_skips_other_lines() throws Exception {
        assertThat(DotEnv.read(file(
                        "# comment",
                        "",
                        "PLAIN=value",
                        "  SPACED = two words  ",
                        "export EXPORTED=yes",
                        "EMPTY=",
                        "TWICE=first",
                        "TWICE=second")))
                .isEqualTo(Map.of(
                        "PLAIN", "value", "SPACED", "two words", "EXPORTED", "yes", "EMPTY", "", "TWICE", "second"));
    }

    @Test
    void removes_quotes_and_comments_but_not_a_hash_in_a_value() throws Exception {
        assertThat(DotEnv.read(file(
                        "COMMENTED=127.0.0.1  # only this machine",
                        "ONLY_COMMENT=# nothing",
                        "HASH=a#b",
                        "SINGLE='a # b'",
                        "DOUBLE=\" a \" # said",
                        "DOLLAR=a${b}c",
                        "EQUALS=a=b==")))
                .isEqualTo(Map.of(
                        "COMMENTED",
                        "127.0.0.1",
                        "ONLY_COMMENT",
                        "",
                        "HASH",
                        "a#b",
                        "SINGLE",
                        "a # b",
                        "DOUBLE",
                        " a ",
                        "DOLLAR",
                        "a${b}c",
                        "EQUALS",
                        "a=b=="));
    }

    @Test
    void a_missing_file_has_no_values() throws StartRefused {
        assertThat(DotEnv.read(folder.resolve("nowhere"))).isEmpty();
    }

    @Test
    void reports_a_malformed_line_by_number_without_showing_it() throws IOException {
        Path file = file("GOOD=1", "my secret is hunter2");

        StartRefused refused = catchThrowableOfType(StartRefused.class, () -> DotEnv.read(file));

        assertThat(refused.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(refused).hasMessageContaining("line 2").hasMessageNotContaining("hunter2");
    }

    @Test
    void refuses_a_binary_file() throws IOException {
        Path file = Files.write(folder.resolve(".env"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThat(catchThrowableOfType(StartRefused.class, () -> DotEnv.read(file)))
                .hasMessageContaining("UTF-8");
    }

    @Test
    void the_template_names_every_variable_and_no_other() throws IOException {
        Stream<String> named = Files.readAllLines(Path.of(".env.sse.example")).stream()
                .filter(line -> line.matches("#?[A-Z_]+=.*"))
                .map(line -> line.replaceFirst("^#", "").replaceFirst("=.*", ""))
                // another way to give a secret that is named too
                .filter(name -> !name.endsWith("_FILE"));

        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(ConfigurationKey.values()).map(Enum::name).toList());
    }
}
