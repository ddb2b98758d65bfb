package dev.sdpmcp.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.config.reading.ConfigurationKey;
import dev.sdpmcp.launcher.setting.ExitCode;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit as systemd sees it, where systemd's tools are; it is started in OneJarReleaseIT. */
@Tag("component")
class SystemdUnitTest {

    private static final Path UNIT = Path.of("domain-config/sdp-mcp-sse.service");

    /** What stays wrong until somebody mends it; the rest may pass. */
    private static final Set<ExitCode> FOR_GOOD =
            Set.of(ExitCode.USAGE, ExitCode.JDK, ExitCode.CONFIGURATION, ExitCode.DATA_FOLDER, ExitCode.BUILD);

    private static final int SYSTEMD_FOUND_NO_PROGRAM = 203;

    @TempDir
    Path folder;

    private String run(String... command) throws IOException, InterruptedException {
        if (Stream.of(System.getenv("PATH").split(":"))
                .noneMatch(path -> Files.isExecutable(Path.of(path, command[0])))) {
            String why = "there is no " + command[0] + " on this machine (Debian: apt-get install systemd logrotate)";
            System.getLogger(SystemdUnitTest.class.getName()).log(Level.WARNING, "SKIPPED, since {0}", why);
            Assumptions.abort(why);
        }
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String output = Files.readString(said, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    @Test
    void exposes_little() throws Exception {
        // threshold 30: an exposure of 3.0 of 10
        assertThat(run("systemd-analyze", "security", "--offline=true", "--threshold=30", UNIT.toString()))
                .contains("Overall exposure level");
    }

    @Test
    void is_understood_to_the_last_word() throws Exception {
        assertThat(run("systemd-analyze", "verify", UNIT.toString()).lines())
                .filteredOn(line -> line.contains("sdp-mcp"))
                .isEmpty();
    }

    @Test
    void does_not_restart_what_somebody_must_mend_first() throws IOException {
        UnitFile unit = UnitFile.read(UNIT);

        assertThat(unit.one("Restart")).isEqualTo("on-failure");
        assertThat(unit.one("RestartPreventExitStatus").split(" "))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(FOR_GOOD.stream().map(ExitCode::number), Stream.of(SYSTEMD_FOUND_NO_PROGRAM))
                                .map(Object::toString)
                                .collect(Collectors.toSet()));
    }

    /** With systemd's own limits a database that is away for a minute would leave the server dead for good. */
    @Test
    void does_not_give_up_what_may_pass() throws IOException {
        UnitFile unit = UnitFile.read(UNIT);

        assertThat(unit.one("StartLimitIntervalSec")).isEqualTo("0");
        assertThat(unit.one("RestartSec")).isEqualTo("30s");
    }

    @Test
    void names_variables_that_there_are_and_lets_the_program_end_by_itself() throws IOException {
        UnitFile unit = UnitFile.read(UNIT);
        List<String> known = new ArrayList<>();
        Stream.of(ConfigurationKey.values()).forEach(key -> known.add(key.name()));

        assertThat(unit.all("Environment"))
                .allSatisfy(setting -> assertThat(known).contains(setting.substring(0, setting.indexOf('='))));
        assertThat(unit.one("Environment")).isEqualTo("SDP_DATA_DIR=/var/lib/" + unit.one("StateDirectory"));
        // the program cuts itself off after 40 s
        assertThat(unit.one("TimeoutStopSec")).isEqualTo("60s");
    }

    @Test
    void redirected_output_is_rotated_by_rules_that_logrotate_takes() throws Exception {
        assertThat(run(
                        "logrotate",
                        "--debug",
                        "--state",
                        folder.resolve("state").toString(),
                        "domain-config/sdp-mcp.logrotate"))
                .doesNotContain("error:")
                .contains("/var/log/sdp-mcp/*.log");
    }
}
