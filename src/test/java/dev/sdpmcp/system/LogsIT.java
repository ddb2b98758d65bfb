package dev.sdpmcp.system;

import static dev.sdpmcp.system.GuardedServer.ANN;
import static dev.sdpmcp.system.GuardedServer.BOB;
import static dev.sdpmcp.system.GuardedServer.CARL;
import static dev.sdpmcp.system.GuardedServer.ROOT;
import static dev.sdpmcp.system.GuardedServer.clientAt;
import static dev.sdpmcp.system.GuardedServer.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * What the server writes of its clients, at its most talkative: {@code LOG_LEVEL=debug}, bodies and all, as JSON. What it wrote
 * in the whole run is searched for {@link Secrets} when it is stopped.
 */
class LogsIT {

    private static final String WRONG = Secrets.used("wrong-key-that-a-client-took-for-right-0123456789");
    private static final int REQUESTS_AT_ONCE = 20;
    private static final int SOME_GONE = 20;
    private static final int MOST_GONE = 50;
    private static final String EMAIL = "someone.private@example.com";

    private final URI base = GuardedServer.base();
    private final String address = GuardedServer.newAddress();

    private List<JsonNode> events(String event) {
        return GuardedServer.get()
                .process()
                .lines()
                .filter(line -> line.startsWith("{") && line.contains("\"" + event + "\"") && line.contains(address))
                .map(Json::parse)
                .toList();
    }

    /** Bodies that came with this HTTP request, or that were sent in answer to it. */
    private static List<JsonNode> bodies(String event, String requestId) {
        return GuardedServer.get()
                .process()
                .lines()
                .filter(line -> line.startsWith("{") && line.contains("\"" + event + "\"") && line.contains(requestId))
                .map(Json::parse)
                .filter(line -> line.path("request").asText().equals(requestId))
                .toList();
    }

    private RawHttp.Answer post(String messages, String body) {
        return RawHttp.send(
                base,
                "POST " + messages + " HTTP/1.1\nHost: " + base.getAuthority() + "\nConnection: close\n"
                        + clientAt(address) + "\n" + key(ANN) + "\nContent-Type: application/json\nContent-Length: "
                        + body.length() + "\n\n" + body);
    }

    @Test
    void name_the_host_and_the_origin_that_were_refused() {
        RawHttp.send(base, "GET", "/health", clientAt(address), "Host: named.example");
        RawHttp.send(base, "GET", "/health", clientAt(address), "Origin: https://page.example" + "x".repeat(400));

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> events("refused").size() >= 2);
        assertThat(events("refused"))
                .anySatisfy(line -> assertThat(line.path("host").asText()).isEqualTo("named.example"))
                .anySatisfy(line -> assertThat(line.path("origin").asText())
                        .startsWith("https://page.examplexxx")
                        .endsWith("...")
                        .hasSizeLessThan(300));
    }

    @Test
    void tell_of_each_connection_refusal_and_call_and_of_no_secret() {
        String id;
        try (RawStream stream =
                RawStream.get(base.resolve("/sse"), Map.of("X-API-Key", ANN, "X-Forwarded-For", address))) {
            String messages = GuardedServer.messagesOf(stream);
            id = messages.replaceFirst(".*=", "");
            String initialize =
                    "{'jsonrpc':'2.0','id':1,'method':'initialize','params':{'protocolVersion':'2025-06-18',"
                            + "'capabilities':{},'clientInfo':{'name':'logs','version':'1'}}}";
            assertThat(post(messages, initialize.replace('\'', '"')).status()).isEqualTo(202);
            String call =
                    "{'jsonrpc':'2.0','id':2,'method':'tools/call','params':{'name':'find_technician','arguments':"
                            + "{'name':'" + EMAIL + "','password':'hunter2hunter2','note':'" + ANN + "'}}}";
            assertThat(post(messages, call.replace('\'', '"')).status()).isEqualTo(202);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> !events("call").isEmpty());
        }
        RawHttp.Answer refused = RawHttp.send(base, "GET", "/sessions", clientAt(address), key(WRONG));
        RawHttp.send(base, "GET", "/sessions?api_key=" + BOB, clientAt(address));
        RawHttp.send(base, "GET", "/sessions", clientAt(address), "Authorization: Bearer " + WRONG);

        assertThat(events("session opened").get(0).path("key").asText()).isEqualTo("ann");
        JsonNode call = events("call").get(0);
        assertThat(call.path("tool").asText()).isEqualTo("find_technician");
        assertThat(call.path("request").asText()).isNotEmpty();
        assertThat(call.path("outcome").asText()).isNotEmpty();
        assertThat(call.path("ms").isNumber()).isTrue();
        // the tool has no argument "password"
        assertThat(call.path("cause").asText()).isEqualTo("arguments");
        String callId = call.path("request").asText();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> !bodies("received", callId).isEmpty()
                        && !bodies("sent", callId).isEmpty());
        assertThat(bodies("received", callId).getFirst().path("body").asText()).contains("find_technician");
        assertThat(bodies("sent", callId).getFirst().path("body").asText()).contains("(request " + callId + ")");
        String requestId = Json.parse(refused.body()).path("requestId").asText();
        assertThat(refused.header("X-Request-Id")).isEqualTo(requestId);
        // a line takes its time from the server to here
        JsonNode line = Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> events("refused").stream()
                                .filter(event -> event.path("request").asText().equals(requestId))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        assertThat(line.path("status").asInt()).isEqualTo(401);
        String output = GuardedServer.get().process().output();
        assertThat(output).contains("\"received\"", "\"sent\"");
        Secrets.assertNoneIn(output);
        assertThat(output)
                .doesNotContain(
                        ANN, BOB, CARL, ROOT, WRONG, "suite-secret", "suite-refresh", id, EMAIL, "hunter2hunter2");
        assertThat(output.lines()).noneMatch(printed -> printed.startsWith("\tat "));
    }

    @Test
    void clients_that_go_before_their_refusal_is_written_are_no_faults() {
        long before = GuardedServer.get().process().lines().count();
        AtomicInteger gone = new AtomicInteger();

        // WildFly notices by itself, and says nothing
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            askAndGo();
            return gone.incrementAndGet() == MOST_GONE
                    || since(before)
                                    .filter(line -> line.contains("went before"))
                                    .count()
                            > SOME_GONE;
        });

        assertThat(since(before)).noneMatch(line -> line.contains("\"fault\"") || line.startsWith("\tat "));
        assertThat(events("refused"))
                .noneMatch(line -> line.path("reason").asText().equals("INTERNAL"));
    }

    private static Stream<String> since(long before) {
        return GuardedServer.get().process().lines().skip(before);
    }

    /** Many requests in one piece, and a reset while the server is busy refusing them. */
    private void askAndGo() throws IOException {
        String request =
                "GET /sessions HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\n" + clientAt(address) + "\r\n\r\n";
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(request.repeat(REQUESTS_AT_ONCE).getBytes(StandardCharsets.US_ASCII));
        }
    }
}
