package dev.sdpmcp.launcher.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @Test
    void the_file_is_optional_for_a_backup_and_required_for_a_restore() throws StartRefused {
        assertThat(Options.parse(List.of("--backup")).argument()).isEmpty();
        assertThat(Options.parse(List.of("--backup", "a.zip")).argument()).contains("a.zip");
        assertThat(Options.parse(List.of("--restore", "a.zip")).argument()).contains("a.zip");
        assertThat(catchThrowableOfType(StartRefused.class, () -> Options.parse(List.of("--restore"))))
                .isNotNull();
    }

    @Test
    void serves_without_options_and_the_demo_with_one() throws StartRefused {
        assertThat(Options.parse(List.of())).isEqualTo(serving(false));
        assertThat(Options.parse(List.of("--demo"))).isEqualTo(serving(true));
    }

    private static Options serving(boolean demo) {
        return new Options(demo, Options.Task.SERVE, Optional.empty(), Optional.empty());
    }

    @Test
    void parses_a_command_with_its_argument() throws StartRefused {
        assertThat(Options.parse(List.of("--authorize", "1000.abc")))
                .isEqualTo(new Options(false, Options.Task.COMMAND, Optional.of("authorize"), Optional.of("1000.abc")));
        assertThat(Options.parse(List.of("--verify-audit")))
                .isEqualTo(new Options(false, Options.Task.COMMAND, Optional.of("verify-audit"), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--demo --backup", "--backup a.zip --demo", "--demo --verify-audit", "--restore a.zip --demo"})
    @Tag("reports")
    void refuses_a_command_on_the_demo_whose_data_would_be_those_of_the_server(String line) {
        StartRefused refused = catchThrowableOfType(StartRefused.class, () -> Options.parse(List.of(line.split(" "))));

        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refused).hasMessageContaining("--demo cannot be combined with --");
    }

    @Test
    void parses_the_doctor_with_its_options() throws StartRefused {
        assertThat(Options.parse(List.of("--doctor", "--json", "--url", "https://mcp.example.com/sse"))
                        .task())
                .isEqualTo(Options.Task.DOCTOR);
        assertThat(catchThrowableOfType(StartRefused.class, () -> Options.parse(List.of("--doctor", "--reencrypt"))))
                .hasMessageContaining("--reencrypt cannot be combined with --doctor");
    }

    @Test
    void refuses_a_command_without_its_argument_and_two_commands() {
        assertThat(catchThrowableOfType(StartRefused.class, () -> Options.parse(List.of("--authorize"))))
                .hasMessageContaining("--authorize needs an argument");
        assertThat(catchThrowableOfType(
                        StartRefused.class, () -> Options.parse(List.of("--reencrypt", "--verify-audit"))))
                .hasMessageContaining("more than one command");
    }

    @Test
    void refuses_an_unknown_option_by_name() {
        StartRefused refused = catchThrowableOfType(StartRefused.class, () -> Options.parse(List.of("--deom")));

        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refused).hasMessageContaining("--deom").hasMessageContaining("--help");
    }

    @Test
    void help_lists_every_exit_code() {
        String help = Options.help().replaceAll("\\s+", " ");

        Stream.of(ExitCode.values())
                .forEach(code -> assertThat(help).containsPattern("[ ,]" + code.number() + " [a-z]"));
    }
}
