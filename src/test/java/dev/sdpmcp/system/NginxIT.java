package dev.sdpmcp.system;

import static dev.sdpmcp.system.GuardedServer.ANN;
import static dev.sdpmcp.system.GuardedServer.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** nginx, which also speaks HTTP/2 to clients; curl is one that does. */
class NginxIT extends ProxyBehaviour {

    private static final Pattern ENDPOINT = Pattern.compile("data: *(\\S*/messages\\S+)");

    @TempDir
    Path folder;

    NginxIT() {
        super(new Nginx());
    }

    /** @param more what the client asks for, without its address and the certificate */
    private Process curl(String fromAddress, Path answer, String path, String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                "curl",
                "--http2",
                "--silent",
                "--no-buffer",
                "--path-as-is",
                "--max-time",
                "30",
                "--interface",
                fromAddress,
                "--cacert",
                proxy().certificate().toString()));
        words.addAll(List.of(more));
        words.add("https://localhost:" + proxy().port() + path);
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(answer.toFile()))
                .start();
    }

    /** What {@code --write-out} and the answer itself say. */
    private String answer(String fromAddress, String path, String... more) throws IOException, InterruptedException {
        Path file = folder.resolve("answer");
        List<String> words = new ArrayList<>(List.of("--write-out", " [%{http_version} %{http_code}]"));
        words.addAll(List.of(more));
        Process curl = curl(fromAddress, file, path, words.toArray(String[]::new));
        assertThat(curl.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(file);
    }

    @Test
    void events_pass_at_once_over_http2_too() throws Exception {
        Path events = folder.resolve("events");
        Process stream = curl(ALLOWED, events, "/sse", "--header", "X-API-Key: " + ANN);
        try {
            String messages = Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> ENDPOINT.matcher(Files.readString(events)), Matcher::find)
                    .group(1);

            assertThat(answer(
                            ALLOWED,
                            messages,
                            "--header",
                            "X-API-Key: " + ANN,
                            "--header",
                            "Content-Type: application/json",
                            "--data",
                            INITIALIZE))
                    .endsWith("[2 202]");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> Files.readString(events).contains("protocolVersion"));
            assertThat(stream.isAlive()).isTrue();
        } finally {
            stream.destroy();
            stream.waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    @Tag("reports")
    void B28_a_session_below_a_path_of_the_proxy() throws Exception {
        Path events = folder.resolve("events");
        Process stream = curl(ALLOWED, events, "/desk/sse", "--header", "X-API-Key: " + ANN);
        try {
            String messages = Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> ENDPOINT.matcher(Files.readString(events)), Matcher::find)
                    .group(1);

            assertThat(messages).startsWith("/desk/messages?sessionId=");
            assertThat(answer(
                            ALLOWED,
                            messages,
                            "--header",
                            "X-API-Key: " + ANN,
                            "--header",
                            "Content-Type: application/json",
                            "--data",
                            INITIALIZE))
                    .endsWith("[2 202]");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> Files.readString(events).contains("protocolVersion"));
        } finally {
            stream.destroy();
            stream.waitFor(10, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/desk/audit",
                "/desk//metrics",
                "/desk/%61udit",
                "/desk/health/ready",
                "/desk/health;x/ready",
                "/desk/KEYS"
            })
    @Tag("reports")
    void B28_what_is_not_for_clients_is_not_passed_on_below_a_path(String path) throws Exception {
        assertThat(answer(ALLOWED, path, "--header", "X-API-Key: " + ROOT))
                .doesNotContain("requestId")
                .endsWith("[2 404]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/audit", "/metrics", "/health/ready", "/health;x/ready", "//health/ready", "/%61udit"})
    void what_is_not_for_clients_is_not_passed_on_over_http2(String path) throws Exception {
        assertThat(answer(ALLOWED, path, "--header", "X-API-Key: " + ROOT)).endsWith("[2 404]");
    }

    @Test
    void a_stranger_is_refused_over_http2_whatever_he_says_of_himself() throws Exception {
        assertThat(answer(ALLOWED, "/sessions", "--header", "X-API-Key: " + ANN))
                .endsWith("[2 200]");
        assertThat(answer(
                        STRANGER,
                        "/sessions",
                        "--header",
                        "X-API-Key: " + ANN,
                        "--header",
                        "X-Forwarded-For: " + ALLOWED))
                .contains("IP not allowed")
                .endsWith("[2 403]");
    }
}
