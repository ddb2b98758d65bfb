package dev.sdpmcp.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.config.reading.ConfigurationKey;
import dev.sdpmcp.launcher.setting.ExitCode;
import dev.sdpmcp.launcher.setting.Options;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The unit as systemd sees it, where systemd's tools are; it is started in OneJarReleaseIT. */
@Tag("component")
class SystemdUnitTest {

    private static final Path UNIT = Path.of("domain-config/sdp-mcp-sse.service");

    private static final Path DOCUMENT = Path.of("docs/deployment.md");
    private static final Pattern ROW = Pattern.compile("\\| ([0-9]+) \\| .+ \\| (yes|no) \\|");

    /** The JVM's own, see {@code -XX:+ExitOnOutOfMemoryError} in domain-config/jvm.options. */
    private static final int OUT_OF_MEMORY = 3;

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

    /** Also with the lines that are there to be taken: {@code #NAME=VALUE}. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void is_understood_to_the_last_word(boolean examples) throws Exception {
        List<String> lines = Files.readAllLines(UNIT).stream()
                .map(line -> examples ? line.replaceFirst("^#(?=[A-Z][A-Za-z]+=)", "") : line)
                .toList();
        Path unit = Files.write(folder.resolve("sdp-mcp-sse.service"), lines);

        assertThat(lines.stream().anyMatch(line -> line.startsWith("LoadCredential=")))
                .isEqualTo(examples);
        assertThat(run("systemd-analyze", "verify", unit.toString()).lines())
                .filteredOn(line -> line.contains("sdp-mcp"))
                .isEmpty();
    }

    @Test
    void does_not_restart_what_somebody_must_correct_first() throws IOException {
        UnitFile unit = UnitFile.read(UNIT);
        Stream<Integer> forGood = Stream.of(ExitCode.values())
                .filter(code -> code != ExitCode.STOPPED && !code.retryable())
                .map(ExitCode::number);

        assertThat(unit.one("Restart")).isEqualTo("on-failure");
        assertThat(unit.one("RestartPreventExitStatus").split(" "))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(forGood, Stream.of(SYSTEMD_FOUND_NO_PROGRAM))
                        .map(Object::toString)
                        .toList());
    }

    @Test
    void the_table_of_exit_codes_says_what_the_unit_does() throws IOException {
        Map<Integer, Boolean> documented = new TreeMap<>();
        Files.readString(DOCUMENT)
                .lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .forEach(row -> documented.put(
                        Integer.parseInt(row.group(1)), row.group(2).equals("yes")));
        Map<Integer, Boolean> there = new TreeMap<>(Map.of(OUT_OF_MEMORY, true));
        Stream.of(ExitCode.values()).forEach(code -> there.put(code.number(), code.retryable()));

        assertThat(documented).isEqualTo(there);
        assertThat(Options.help())
                .contains(there.keySet().stream().map(code -> " " + code + " ").toList());
    }

    /** Else READY=1 of a program that is not the main process is lost, and every start ends after the limit. */
    @Test
    void takes_the_messages_of_the_program() throws IOException {
        UnitFile unit = UnitFile.read(UNIT);

        assertThat(unit.one("Type")).isEqualTo("notify");
        assertThat(unit.one("NotifyAccess")).isEqualTo("all");
        // two steps of the recording, deployment and readiness have limits of their own below this
        assertThat(unit.one("TimeoutStartSec")).isEqualTo("15min");
        assertThat(unit.one("WatchdogSec")).isEqualTo("2min");
        assertThat(unit.one("RestrictAddressFamilies").split(" ")).contains("AF_UNIX");
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
        String[] folders = unit.one("StateDirectory").split(" ");
        assertThat(unit.all("Environment"))
                .containsExactly("SDP_DATA_DIR=/var/lib/" + folders[0], "SDP_BACKUP_DIR=/var/lib/" + folders[1]);
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
