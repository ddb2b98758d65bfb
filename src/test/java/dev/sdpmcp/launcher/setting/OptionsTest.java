package dev.sdpmcp.launcher.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void serves_without_options_and_the_demo_with_one() throws StartRefused {
        assertThat(Options.parse(List.of())).isEqualTo(new Options(false, Options.Task.SERVE));
        assertThat(Options.parse(List.of("--demo"))).isEqualTo(new Options(true, Options.Task.SERVE));
    }

    @Test
    void refuses_an_unknown_option_by_name() {
        StartRefused refused = catchThrowableOfType(StartRefused.class, () -> Options.parse(List.of("--deom")));

        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refused).hasMessageContaining("--deom").hasMessageContaining("--demo");
    }

    @Test
    void help_lists_every_exit_code() {
        String help = Options.help().replaceAll("\\s+", " ");

        Stream.of(ExitCode.values())
                .forEach(code -> assertThat(help).containsPattern("[ ,]" + code.number() + " [a-z]"));
    }
}
