package dev.sdpmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sdpmcp.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of a server from the shell to ready and back. Each start costs ten to thirty seconds, so there are few. */
@Tag("own-server")
class LauncherIT {

    private static final int BURST = 50;
    private static final int FIRST = 20;
    private static final String ADMIN_KEY = "admin-0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder;

    private Map<String, String> environment() throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("SDP_HTTP_PORT", Integer.toString(FreePort.pick()));
        environment.put("SDP_DATA_DIR", folder.resolve("data").toString());
        return environment;
    }

    /** Of the house, in text: the log's lines on standard error, and those of the launcher. */
    private static final String LINE =
            "\\d{4}-\\d\\d-\\d\\dT[0-9:.]+[+-]\\d{4} (INFO|WARN|ERROR) dev\\.sdpmcp\\.\\S+: .*"
                    + "|(URL|ready): http.*|stopping|sdp-mcp: preparing fast starts.*|sdp-mcp: .* using Java .*";

    /** What a client with a key asks first, many at once, of code that nobody has run before. */
    private static List<Integer> firstBurst(String base) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        HttpRequest message = keyed(base + "/messages?sessionId=none")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}"))
                .build();
        List<CompletableFuture<Integer>> answers = Stream.generate(() -> Stream.of(
                        keyed(base + "/sessions").build(), keyed(base + "/sse").build(), message))
                .limit(FIRST)
                .flatMap(requests -> requests)
                .map(request -> client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
                        .thenApply(LauncherIT::statusAndEnd))
                .toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private static HttpRequest.Builder keyed(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(30))
                .header("X-API-Key", LauncherProcess.KEY);
    }

    private static int statusAndEnd(HttpResponse<InputStream> answer) {
        try (InputStream body = answer.body()) {
            assertThat(body).isNotNull();
            return answer.statusCode();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static List<Integer> burst(String url) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(30))
                .build();
        List<CompletableFuture<Integer>> answers = Stream.generate(
                        () -> client.sendAsync(request, HttpResponse.BodyHandlers.discarding()))
                .limit(BURST)
                .map(answer -> answer.thenApply(HttpResponse::statusCode))
                .toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }

    @Test
    void serves_a_burst_right_after_ready_and_stops_in_order_when_told() throws Exception {
        Map<String, String> environment = environment();
        environment.put("SDP_API_KEYS", LauncherProcess.KEY);
        environment.put("SDP_CLIENT_ID", "1000.ABC");
        environment.put("SDP_CLIENT_SECRET", "secret-with-${reference}");
        environment.put("SDP_REFRESH_TOKEN", "refresh-token");
        environment.put("SDP_INSTANCE_NAME", "itdesk");
        String base = "http://127.0.0.1:" + environment.get("SDP_HTTP_PORT");
        try (LauncherProcess server = LauncherProcess.script(environment)) {
            server.awaitReady();

            assertThat(server.lines()).noneMatch(line -> line.contains(" refused ") || line.contains("key="));
            assertThat(firstBurst(base)).allMatch(status -> status == 200 || status == 404 || status == 429);
            assertThat(burst(base + "/health")).containsOnly(200);
            assertThat(server.lines())
                    .filteredOn(line -> line.startsWith("ready:"))
                    .containsExactly("ready: " + base + "/sse");
            assertThat(String.join("\n", server.lines())).doesNotContain(LauncherProcess.KEY, "secret-with");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("data"))))
                    .isEqualTo("rwx------");
            refusesASecondServer(environment);
            server.hangUp();
            assertThat(burst(base + "/health")).as("after SIGHUP").containsOnly(200);

            assertThat(server.terminate()).isZero();
            assertThat(server.lines()).allMatch(line -> line.matches(LINE));
            assertThat(server.lines())
                    .filteredOn(line -> line.contains(" INFO "))
                    .first()
                    .asString()
                    .contains("dev.sdpmcp.events: start version=", " commit=", " server=", " java=");
        }
    }

    @Test
    void says_everything_in_json_from_start_to_end_and_has_refused_nobody() throws Exception {
        Map<String, String> environment = environment();
        environment.put("LOG_FORMAT", "json");
        environment.put("SDP_ADMIN_API_KEYS", ADMIN_KEY);
        String base = "http://127.0.0.1:" + environment.get("SDP_HTTP_PORT");
        try (LauncherProcess server = LauncherProcess.script(environment, "--demo")) {
            server.awaitReady();
            HttpResponse<String> metrics = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(base + "/metrics"))
                                    .header("X-API-Key", ADMIN_KEY)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(metrics.statusCode()).isEqualTo(200);
            assertThat(metrics.body().lines())
                    .filteredOn(line -> line.startsWith("sdp_mcp_requests_refused_total"))
                    .isNotEmpty()
                    .allMatch(line -> line.endsWith(" 0.0"));

            assertThat(server.terminate()).isZero();
            List<JsonNode> objects = new ArrayList<>();
            for (String line : server.lines()) {
                // start-sse.sh has its own words before the launcher begins
                if (!line.startsWith("sdp-mcp: ")) {
                    objects.add(new ObjectMapper().readTree(line));
                }
            }
            assertThat(objects)
                    .allSatisfy(
                            object -> assertThat(object.path("level").asText()).isEqualTo("INFO"));
            assertThat(objects)
                    .anyMatch(object -> object.path("event").asText().equals("start") && object.has("version"))
                    .anyMatch(object -> object.path("event").asText().equals("ready") && object.has("ms"))
                    .anyMatch(object -> object.path("message").asText().equals("stopping"));
        }
    }

    /** The recording was made with the serial collector; the JVM says nothing of it. */
    @Test
    void runs_with_another_collector() throws Exception {
        Map<String, String> environment = environment();
        environment.put("SDP_JAVA_OPTS", "-XX:+UseParallelGC");
        try (LauncherProcess server = LauncherProcess.script(environment, "--demo")) {
            server.awaitReady();

            assertThat(server.lines()).noneMatch(line -> line.startsWith("[") || line.contains("VM warning"));
            assertThat(server.terminate()).isZero();
        }
    }

    /**
     * As under {@code Type=notify} with a watchdog of four seconds, and with keep-alives too rare to find anybody
     * missing.
     */
    @Test
    void reports_to_systemd_and_forgets_a_client_that_closed_its_stream() throws Exception {
        Map<String, String> environment = environment();
        try (NotifySocket systemd = NotifySocket.in(folder)) {
            environment.putAll(systemd.environment());
            environment.put("WATCHDOG_USEC", "4000000");
            try (LauncherProcess server = LauncherProcess.script(environment, "--demo")) {
                server.awaitReady();

                await().atMost(Duration.ofSeconds(20))
                        .until(() -> systemd.messages().contains("WATCHDOG=1 | STATUS=ready"));
                assertThat(systemd.messages()).startsWith("STATUS=starting", "READY=1 | STATUS=ready");
                URI base = URI.create("http://127.0.0.1:" + environment.get("SDP_HTTP_PORT"));
                aClosedStreamIsForgotten(base, server.after("API key: ").orElseThrow());

                assertThat(server.terminate()).isZero();
                assertThat(systemd.messages()).last().isEqualTo("STOPPING=1 | STATUS=stopping");
            }
        }
    }

    /** Reads all that came: a socket that is closed with something unread resets its connection instead. */
    private static void aClosedStreamIsForgotten(URI base, String key) throws Exception {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.getOutputStream()
                    .write(("GET /sse HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\nX-API-Key: " + key + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            StringBuilder answer = new StringBuilder();
            while (answer.indexOf("sessionId=") < 0) {
                answer.append((char) socket.getInputStream().read());
            }
            await().atMost(Duration.ofSeconds(10)).until(() -> health(base).contains("\"totalConnections\":1"));
            socket.getInputStream().skipNBytes(socket.getInputStream().available());
        }
        // less than one keep-alive, which finds it too
        await().atMost(Duration.ofSeconds(25)).until(() -> health(base).contains("\"totalConnections\":0"));
    }

    private static String health(URI base) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(base.resolve("/health"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private static void refusesASecondServer(Map<String, String> environment) throws Exception {
        Map<String, String> other = new HashMap<>(environment);
        other.put("SDP_HTTP_PORT", Integer.toString(FreePort.pick()));
        try (LauncherProcess second = LauncherProcess.jar(other)) {
            assertThat(second.exitCode()).isEqualTo(7);
            assertThat(second.lines()).singleElement().asString().contains("in use by another server");
        }
    }

    @Test
    void the_demo_makes_a_key_once_and_takes_its_desk_along_when_it_stops() throws Exception {
        Map<String, String> environment = environment();
        String key = startAndStopDemo(environment);

        assertThat(key).matches("[0-9a-f]{64}");
        assertThat(startAndStopDemo(environment)).isEqualTo(key);
    }

    private static String startAndStopDemo(Map<String, String> environment) throws Exception {
        try (LauncherProcess demo = LauncherProcess.script(environment, "--demo")) {
            demo.awaitReady();
            String port = environment.get("SDP_HTTP_PORT");
            assertThat(demo.after("URL: ")).contains("http://127.0.0.1:" + port + "/sse");
            assertThat(demo.after("demo desk: ")).isPresent();
            List<ProcessHandle> desk = demo.children();
            assertThat(desk).hasSize(1);

            assertThat(demo.terminate()).isZero();
            await().atMost(Duration.ofSeconds(30)).until(() -> !desk.get(0).isAlive());
            return demo.after("API key: ").orElseThrow();
        }
    }
}
