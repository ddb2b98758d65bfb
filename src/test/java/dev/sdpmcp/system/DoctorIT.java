package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./start-sse.sh --doctor} and the commands of docs/troubleshooting.md, as an operator runs them while a server serves. */
@Tag(ServerKind.MICRO_ONLY) // the doctor is a command of start-sse.sh
class DoctorIT {

    private static final Path PROJECT =
            Path.of(System.getProperty("sdp.project", "")).toAbsolutePath();

    @TempDir
    Path folder;

    private Map<String, String> environment = Map.of();

    @BeforeEach
    void prepare() {
        environment = new HashMap<>(GuardedServer.get().environment());
        environment.put("PATH", Path.of(OwnServer.java()).getParent() + ":" + System.getenv("PATH"));
        environment.put("REPORTS", folder.toString());
        environment.put("URL", GuardedServer.base().toString().replaceFirst("/$", ""));
        environment.put("KEY", GuardedServer.ANN);
        environment.put("SDP_PUBLIC_URL", GuardedServer.base().resolve("/sse").toString());
    }

    @Test
    void a_sound_installation_with_a_running_server_is_found_sound() throws Exception {
        DocumentedCommands.in("docs/troubleshooting.md").run("doctor for scripts", environment);

        String document = Files.readString(folder.resolve("doctor.json"));
        JsonNode report = Json.parse(document);
        assertThat(failed(report)).as(document).isEmpty();
        assertThat(found(report, "port")).contains("running: an sdp-mcp server");
        assertThat(found(report, "data-folder")).contains("in use by a running server");
        assertThat(found(report, "database")).contains("schema version");
        assertThat(found(report, "encryption-key")).contains("the stored tokens can be decrypted");
        assertThat(found(report, "credentials")).contains("the running server has an access token");
        assertThat(found(report, "scopes")).contains("tickets (");
        assertThat(found(report, "upstream")).contains("answers");
        assertThat(found(report, "clock")).contains("within 30 s");
        assertThat(found(report, "stream")).contains("first event").contains("keep-alive comment came");
        Secrets.assertNoneIn(document);
    }

    private static List<String> failed(JsonNode report) {
        return Stream.iterate(0, i -> i + 1)
                .limit(report.path("checks").size())
                .map(i -> report.path("checks").path(i))
                .filter(check -> check.path("outcome").asText().equals("fail"))
                .map(JsonNode::toString)
                .toList();
    }

    private static String found(JsonNode report, String name) {
        for (JsonNode check : report.path("checks")) {
            if (check.path("check").asText().equals(name)) {
                return check.path("findings").toString();
            }
        }
        throw new AssertionError("no check " + name + " in " + report);
    }

    @Test
    void a_wrong_secret_and_a_proxy_that_buffers_are_reported_with_their_fix() throws Exception {
        environment.put("SDP_CLIENT_SECRET", Secrets.used("not-the-secret-of-this-client"));
        try (HoldingProxy proxy = new HoldingProxy(GuardedServer.base())) {
            Run run = run(environment, "--doctor", "--url", proxy.url().toString());

            assertThat(run.exitCode()).as(run.said()).isEqualTo(1);
            assertThat(run.said())
                    .contains("warn  credentials: the running server was started with other Zoho settings")
                    .containsPattern("FAIL  credentials: .*invalid_client_secret.*Fix: .*SDP_CLIENT_SECRET")
                    .containsPattern("FAIL  stream: .*first event did not come.*Fix: .*buffering")
                    .contains("skip  scopes:")
                    .contains("ok    database:");
            Secrets.assertNoneIn(run.said());
        }
    }

    @Test
    void settings_that_no_server_would_start_with_are_examined_to_the_end() throws Exception {
        environment.remove("SDP_CLIENT_ID");
        environment.put("SDP_HTTP_PORT", "nonsense");
        environment.put("SDP_ALOWED_IPS", "127.0.0.1");

        Run run = run(environment, "--doctor");

        assertThat(run.exitCode()).as(run.said()).isEqualTo(1);
        assertThat(run.said())
                .contains("ok    jdk:")
                .contains("FAIL  configuration: SDP_CLIENT_ID is not set")
                .contains("FAIL  configuration: SDP_HTTP_PORT is")
                .contains("did you mean SDP_ALLOWED_IPS?")
                .contains("skip  stream: not checked, because \"configuration\" has to pass first");
    }

    @Test
    void the_other_commands_of_the_document_work() throws Exception {
        if (Stream.of("/usr/bin/curl", "/bin/curl", "/usr/local/bin/curl")
                .noneMatch(curl -> Files.isExecutable(Path.of(curl)))) {
            throw Deployment.skipped("it needs curl (Debian: apt-get install curl)");
        }
        DocumentedCommands document = DocumentedCommands.in("docs/troubleshooting.md");

        assertThat(document.run("is it up", environment))
                .contains("\"status\":\"ok\"")
                .contains("\"oauth\"");
        assertThat(document.run("open a stream", environment))
                .contains("event: endpoint")
                .contains("/messages?sessionId=");
        assertThat(document.run("which header arrives", environment))
                .contains("x-api-key: 200")
                .contains("bearer: 200");
        assertThat(document.run("limits", environment)).contains("\"limits\"");
    }

    private record Run(int exitCode, String said) {}

    private static Run run(Map<String, String> environment, String... options)
            throws IOException, InterruptedException {
        Path said = Files.createTempFile("doctor", ".log");
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of("./start-sse.sh"), Stream.of(options))
                        .toList())
                .directory(PROJECT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
            return new Run(process.exitValue(), Files.readString(said));
        } finally {
            process.destroyForcibly();
            Files.delete(said);
        }
    }
}
