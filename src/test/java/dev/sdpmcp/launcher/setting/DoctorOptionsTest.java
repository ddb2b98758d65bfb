package dev.sdpmcp.launcher.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sdpmcp.launcher.setting.Options.DoctorOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoctorOptionsTest {

    private static List<String> words(String line) {
        return List.of(line.split(" "));
    }

    @Test
    void accepts_its_options_in_any_order() throws StartRefused {
        assertThat(DoctorOptions.in(words("--doctor"))).contains(new DoctorOptions(false, false, Optional.empty()));
        assertThat(DoctorOptions.in(words("--json --quiet --url https://mcp.example.com/sse --doctor")))
                .contains(new DoctorOptions(true, true, Optional.of("https://mcp.example.com/sse")));
        assertThat(DoctorOptions.in(words("--demo"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--doctor --demo", "--doctor --backup", "--doctor --url", "--doctor x"})
    void refuses_other_options(String line) {
        StartRefused refused = catchThrowableOfType(StartRefused.class, () -> DoctorOptions.in(words(line)));

        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void help_lists_its_options() {
        assertThat(Options.help())
                .contains("--doctor")
                .contains("--json")
                .contains("--quiet")
                .contains("--url");
    }

    @Test
    void the_doctor_gets_unknown_variables_too() {
        Settings settings = new Settings(
                Map.of("SDP_ALOWED_IPS", "x", "PATH", "/bin", "SDP_HTTP_PORT", "1"), Map.of("SDP_HTTP_PORT", "2"));

        assertThat(settings.valuesWithUnknown()).isEqualTo(Map.of("SDP_ALOWED_IPS", "x", "SDP_HTTP_PORT", "1"));
    }
}
