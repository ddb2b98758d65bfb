package dev.sdpmcp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program: command line, start and end. */
@Tag("component")
class SimulatorMainTest {
    @Test
    void help_names_every_option() {
        Outcome outcome = run("--help");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains("--port", "--host", "--profile", "--portal", "--seed", "--zone", "--client-id")
                .contains("--client-secret", "--refresh-token", "--scopes", "--switch", "--exit-with-parent");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--prot 1|unknown option '--prot'",
                "--port|--port needs a value",
                "--port many|--port: 'many' is not a number",
                "--port 70000|--port: a port is a number from 0 to 65535",
                "--profile odd|--profile: unknown profile 'odd'; there are: default, pttg",
                "--portal a/b|--portal: letters, digits",
                "--seed x|--seed: 'x' is not a number",
                "--zone Moon/Base|--zone: ",
                "--scopes SDPOnDemand.worklogs.ALL|--scopes: unknown scope",
                "--switch speed=1|--switch: unknown switch 'speed'",
                "--switch strictAccept=maybe|--switch: strictAccept wants true or false"
            })
    void a_wrong_command_line_ends_with_2_and_one_line(String arguments, String message) {
        Outcome outcome = run(arguments.split(" "));

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains(message).hasLineCount(1);
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void a_taken_port_ends_with_1_and_names_the_remedy() throws IOException {
        try (Simulator first = Simulator.start(SimulatorOptions.defaults())) {
            Outcome outcome = run("--port", String.valueOf(first.baseUri().getPort()));

            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.err()).contains("choose another --port").hasLineCount(1);
        }
    }

    @Test
    void options_reach_the_simulator() throws CommandLine.UsageError {
        SimulatorOptions options = CommandLine.parse(
                        "--host",
                        "::1",
                        "--port",
                        "0",
                        "--profile",
                        "pttg",
                        "--portal",
                        "p",
                        "--seed",
                        "9",
                        "--zone",
                        "Europe/Oslo",
                        "--client-id",
                        "i",
                        "--client-secret",
                        "s",
                        "--refresh-token",
                        "r",
                        "--scopes",
                        "SDPOnDemand.setup.READ",
                        "--switch",
                        "closureRules=resolution,technician",
                        "--switch",
                        "rateLimitPerMinute=100")
                .options();

        assertThat(options.host()).isEqualTo("::1");
        assertThat(options.portal()).isEqualTo("p");
        assertThat(options.zone().getId()).isEqualTo("Europe/Oslo");
        assertThat(options.tenant().profile().label()).isEqualTo("pttg");
        assertThat(options.tenant().seed()).isEqualTo(9);
        assertThat(options.tenant().switches().toJson().at("/closureRules")).hasSize(2);
        assertThat(options.tenant()
                        .switches()
                        .toJson()
                        .at("/rateLimitPerMinute")
                        .asInt())
                .isEqualTo(100);
        assertThat(options.credentials().clientId()).isEqualTo("i");
        assertThat(options.credentials().clientSecret()).isEqualTo("s");
        assertThat(options.credentials().refreshToken()).isEqualTo("r");
        assertThat(options.credentials().scopes()).hasToString("[SDPOnDemand.setup.READ]");
    }

    @Test
    void it_prints_when_it_is_ready_and_ends_with_its_parent() throws Exception {
        Process program = start("--port", "0", "--exit-with-parent");
        try {
            assertThat(firstLine(program)).matches("simulator ready: http://127\\.0\\.0\\.1:\\d+");

            program.getOutputStream().close();
            assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isZero();
        } finally {
            program.destroyForcibly();
        }
    }

    @Test
    void a_signal_ends_it_in_order() throws Exception {
        Process program = start("--port", "0");
        try {
            assertThat(firstLine(program)).startsWith("simulator ready: ");

            program.destroy();
            assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isZero();
        } finally {
            program.destroyForcibly();
        }
    }

    private static String firstLine(Process program) throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        return line == null ? "" : line;
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SimulatorMain.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Outcome run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = SimulatorMain.run(
                arguments,
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private record Outcome(int code, String out, String err) {}
}
