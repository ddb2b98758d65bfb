package dev.sdpmcp.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One client: a stream of its own and the POSTs that belong to it. Every message that it receives is checked against the
 * schema of its revision. Any thread may send; one receives.
 */
final class TestSession implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final String NEWEST = "2025-11-25";

    private final Target target;
    private final RawStream stream;
    private final URI messages;
    private final AtomicLong lastId = new AtomicLong();
    private final Map<String, String> methods = new ConcurrentHashMap<>();
    private final Map<String, JsonNode> answers = new HashMap<>();
    private final Queue<JsonNode> notifications = new ArrayDeque<>();
    private final Deque<JsonNode> batches = new ArrayDeque<>();
    private volatile String revision = NEWEST;
    private int keepAlives;

    private TestSession(Target target, RawStream stream, URI messages) {
        this.target = target;
        this.stream = stream;
        this.messages = messages;
    }

    /** Opens the stream and waits for its first event. */
    static TestSession open(Target target) {
        return open(target, "/sse", Map.of());
    }

    /** The same at another address, with further headers. */
    static TestSession open(Target target, String path, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("X-API-Key", target.key());
        RawStream stream = RawStream.get(target.at(path), headers);
        if (stream.status() != 200) {
            throw new AssertionError("GET /sse: " + stream.status() + " " + stream.refusal());
        }
        StreamEvent first = stream.next(PATIENCE);
        if (!(first instanceof StreamEvent.Message event) || !event.name().equals("endpoint")) {
            throw new AssertionError("the first event is not \"endpoint\" but " + first);
        }
        return new TestSession(target, stream, target.at(event.data()));
    }

    /** Opens a stream and goes through the handshake of the revision. */
    static TestSession ready(Target target, String revision) {
        TestSession session = open(target);
        session.initialize(revision);
        session.post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        return session;
    }

    static TestSession ready(Target target) {
        return ready(target, NEWEST);
    }

    RawStream stream() {
        return stream;
    }

    URI messages() {
        return messages;
    }

    /** Sends {@code initialize}; returns the whole answer. */
    JsonNode initialize(String asked) {
        ObjectNode params = Json.object("{'capabilities':{},'clientInfo':{'name':'suite','version':'1'}}")
                .put("protocolVersion", asked);
        return request("initialize", params);
    }

    /** Posts a body as it is; again while too many bodies of its key are on their way, which is not its own doing. */
    HttpResponse<String> post(String body) {
        HttpRequest request = HttpRequest.newBuilder(messages)
                .header("X-API-Key", target.key())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        HttpResponse<String> response = Http.send(request);
        while (hadNoPlace(response) && System.nanoTime() < deadline) {
            response = Http.send(request);
        }
        if (response.body().contains("\"jsonrpc\"")) {
            checkRefusal(Json.parse(response.body()));
        }
        return response;
    }

    /** As many at once may meet on a busy machine; the server waits a second itself before it says so. */
    private static boolean hadNoPlace(HttpResponse<String> response) {
        return response.statusCode() == 429 && response.body().contains("Too many message bodies");
    }

    /** What is said in a POST has no id; only 2025-11-25 knows errors without one, so its schema is the measure. */
    private static void checkRefusal(JsonNode refusal) {
        ObjectNode withoutId = refusal.deepCopy();
        if (refusal.get("id") != null && !refusal.get("id").isNull()) {
            throw new AssertionError("what has an id is answered on the stream: " + refusal);
        }
        withoutId.remove("id");
        McpSchema.of(NEWEST).ifPresent(schema -> schema.checkError(withoutId));
    }

    /** Sends a request and does not wait; returns its id. */
    long send(String method, ObjectNode params) {
        long id = lastId.incrementAndGet();
        sendWithId(Long.toString(id), method, params);
        return id;
    }

    /** @param id a number, or a text in its quotes */
    void sendWithId(String id, String method, ObjectNode params) {
        methods.put(id, method);
        HttpResponse<String> response =
                post("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + "}");
        if (response.statusCode() != 202) {
            throw new AssertionError("POST " + method + ": " + response.statusCode() + " " + response.body());
        }
    }

    /** Sends a request and waits for its answer, a result or an error. */
    JsonNode request(String method, ObjectNode params) {
        return answerTo(send(method, params));
    }

    /** The result of a request that must succeed. */
    JsonNode result(String method, ObjectNode params) {
        JsonNode answer = request(method, params);
        if (!answer.has("result")) {
            throw new AssertionError(method + " failed: " + answer);
        }
        return answer.get("result");
    }

    /** The result of a tool, good or {@code isError}. */
    JsonNode tool(String name, ObjectNode arguments) {
        return result("tools/call", toolParams(name, arguments));
    }

    long sendTool(String name, ObjectNode arguments) {
        return send("tools/call", toolParams(name, arguments));
    }

    static ObjectNode toolParams(String name, ObjectNode arguments) {
        return Json.object().put("name", name).set("arguments", arguments);
    }

    void cancel(long id) {
        post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":" + id + "}}");
    }

    JsonNode answerTo(long id) {
        return answerTo(Long.toString(id));
    }

    /** Waits for the answer with exactly this id, a number or a text in its quotes. */
    JsonNode answerTo(String id) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers.containsKey(id)) {
            if (!receive(deadline)) {
                throw new AssertionError("no answer to " + id + " (" + methods.get(id) + "); stream: "
                        + stream.violation() + ", ended: " + stream.hasEnded());
            }
        }
        return answers.remove(id);
    }

    /** The next notification; null if none comes in time. */
    @Nullable
    JsonNode notification(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (notifications.isEmpty() && receive(deadline)) {
            // The loop's condition receives.
        }
        return notifications.poll();
    }

    /** The next notification, which must come. */
    JsonNode notification() {
        JsonNode next = notification(PATIENCE);
        if (next == null) {
            throw new AssertionError("no notification came");
        }
        return next;
    }

    /** The next answer to a batch. */
    JsonNode batch() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (batches.isEmpty()) {
            if (!receive(deadline)) {
                throw new AssertionError("no answer to the batch");
            }
        }
        return batches.remove();
    }

    /** Receives whatever comes within the time; true if an answer with the id is there then. */
    boolean isAnswered(long id, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        while (!answers.containsKey(Long.toString(id)) && receive(deadline)) {
            // The loop's condition receives.
        }
        return answers.containsKey(Long.toString(id));
    }

    /** Keep-alives seen so far. */
    int keepAlives() {
        return keepAlives;
    }

    private boolean receive(long deadline) {
        Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
        StreamEvent event = stream.next(left);
        if (event instanceof StreamEvent.Message message) {
            if (!message.name().equals("message")) {
                throw new AssertionError("unexpected event " + message);
            }
            take(Json.parse(message.data()));
        } else if (event != null) {
            keepAlives++;
        }
        return event != null;
    }

    private void take(JsonNode message) {
        if (message.isArray()) {
            message.forEach(this::check);
            batches.add(message);
        } else {
            check(message);
            if (message.has("id")) {
                JsonNode twice = answers.put(message.get("id").toString(), message);
                if (twice != null) {
                    throw new AssertionError("answered twice: " + message);
                }
            } else {
                notifications.add(message);
            }
        }
    }

    private void check(JsonNode message) {
        String method = methods.get(message.path("id").toString());
        if ("initialize".equals(method) && message.has("result")) {
            revision = message.at("/result/protocolVersion").asText();
        }
        McpSchema.of(revision).ifPresent(schema -> {
            if (message.has("result")) {
                schema.checkResult(message, method == null ? "?" : method);
            } else if (message.has("error")) {
                schema.checkError(message);
            } else {
                schema.checkNotification(message);
            }
        });
    }

    /** Notes which method a hand-written message with this id asks for, so that its answer can be checked. */
    void expect(String id, String method) {
        methods.put(id, method);
    }

    /** Ends the connection in the middle, as a killed process. */
    void abort() {
        stream.abort();
    }

    @Override
    public void close() {
        stream.close();
    }
}
