package dev.sdpmcp.system;

import static dev.sdpmcp.system.GuardedServer.ANN;
import static dev.sdpmcp.system.GuardedServer.clientAt;
import static dev.sdpmcp.system.GuardedServer.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * A call is followed from its client to ServiceDesk Plus, into a collector.
 */
class TracesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI base = GuardedServer.base();
    private final String address = GuardedServer.newAddress();

    private static String random(int bytes) {
        byte[] made = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(made);
        made[0] |= 1;
        return HexFormat.of().formatHex(made);
    }

    private static String traceparent(String trace, String parent) {
        return "00-" + trace + "-" + parent + "-01";
    }

    private static List<CollectedSpan> spansOf(String trace) {
        return GuardedServer.traces().spans().stream()
                .filter(span -> span.traceId().equals(trace))
                .toList();
    }

    private static CollectedSpan awaitSpan(String trace, String name) {
        Awaitility.await("span " + name)
                .atMost(PATIENCE)
                .until(() ->
                        spansOf(trace).stream().anyMatch(span -> span.name().startsWith(name)));
        return spansOf(trace).stream()
                .filter(span -> span.name().startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    /** The line of the log of the one call of this address. */
    private JsonNode awaitCallInLog() {
        Awaitility.await("a call of " + address)
                .atMost(PATIENCE)
                .until(() -> !callsInLog().isEmpty());
        return Json.parse(callsInLog().get(0));
    }

    private List<String> callsInLog() {
        return GuardedServer.get()
                .process()
                .output()
                .lines()
                .filter(line -> line.contains("\"call\"") && line.contains("\"" + address + "\""))
                .toList();
    }

    /** One call of a tool; returns the id of its session. */
    private String call(String header, String meta) {
        try (RawStream stream =
                RawStream.get(base.resolve("/sse"), Map.of("X-API-Key", ANN, "X-Forwarded-For", address))) {
            String messages = GuardedServer.messagesOf(stream);
            post(
                    messages,
                    "X-None: 1",
                    "{'jsonrpc':'2.0','id':1,'method':'initialize','params':{'protocolVersion':'2025-11-25',"
                            + "'capabilities':{},'clientInfo':{'name':'traces','version':'1'}}}");
            post(
                    messages,
                    header,
                    "{'jsonrpc':'2.0','id':2,'method':'tools/call','params':{'name':'list_requests','arguments':"
                            + "{'page_size':1},'_meta':" + meta + "}}");
            awaitCallInLog();
            return messages.replaceFirst(".*=", "");
        }
    }

    private void post(String messages, String header, String body) {
        String text = body.replace('\'', '"');
        RawHttp.Answer answer = RawHttp.send(
                base,
                "POST " + messages + " HTTP/1.1\nHost: " + base.getAuthority() + "\nConnection: close\n"
                        + clientAt(address) + "\n" + key(ANN) + "\n" + header
                        + "\nContent-Type: application/json\nContent-Length: " + text.length() + "\n\n" + text);
        assertThat(answer.status()).isEqualTo(202);
    }

    @Test
    void go_from_the_message_to_the_help_desk() {
        String trace = random(16);
        String parent = random(8);
        String transport = random(16);

        String sessionId = call(
                "traceparent: " + traceparent(transport, random(8)),
                "{'traceparent':'" + traceparent(trace, parent) + "','tracestate':'rojo=1'}");

        CollectedSpan called = awaitSpan(trace, "tools/call list_requests");
        CollectedSpan asked = awaitSpan(trace, "GET /app/itdesk/api/v3/requests");
        assertThat(called.parent()).isEqualTo(parent);
        assertThat(called.links()).containsExactly(transport);
        assertThat(called.attributes())
                .containsEntry("gen_ai.tool.name", "list_requests")
                .containsEntry("mcp.protocol.version", "2025-11-25");
        assertThat(asked.parent()).isEqualTo(called.spanId());
        assertThat(asked.attributes()).containsEntry("http.response.status_code", "200");
        assertThat(seenByTheDesk()).contains(traceparent(trace, asked.spanId()));
        assertThat(awaitCallInLog().path("trace").asText()).isEqualTo(trace);
        assertThat(called.attributes().get("mcp.session.id"))
                .isEqualTo(awaitCallInLog().path("session").asText());
        assertThat(GuardedServer.traces().text()).doesNotContain(sessionId, "input_data", address);
    }

    private static List<String> seenByTheDesk() {
        URI desk = GuardedServer.get().target().simulator().orElseThrow().base();
        JsonNode log = Json.parse(
                Http.send(HttpRequest.newBuilder(desk.resolve("/_sim/requests")).build())
                        .body());
        return StreamSupport.stream(log.path("entries").spliterator(), false)
                .map(entry -> entry.path("traceparent").asText())
                .toList();
    }

    @Test
    void go_on_from_the_http_request_where_the_message_says_nothing() {
        String trace = random(16);
        String parent = random(8);

        call("traceparent: " + traceparent(trace, parent), "{}");

        assertThat(awaitSpan(trace, "tools/call").parent()).isEqualTo(parent);
    }

    @Test
    void begin_anew_where_what_is_told_cannot_be_read() {
        call("traceparent: 00-nonsense", "{'traceparent':{'a':[1]},'tracestate':7}");

        JsonNode line = awaitCallInLog();
        assertThat(line.path("outcome").asText()).isEqualTo("OK");
        CollectedSpan span = awaitSpan(line.path("trace").asText(), "tools/call");
        assertThat(span.parent()).isEmpty();
    }

    @Test
    void are_ours_alone_and_hold_no_secret() {
        call("X-None: 1", "{}");
        awaitSpan(awaitCallInLog().path("trace").asText(), "tools/call");

        assertThat(GuardedServer.traces().spans())
                .extracting(CollectedSpan::scope)
                .containsOnly("dev.sdpmcp");
        Secrets.assertNoneIn(GuardedServer.traces().text());
    }
}
