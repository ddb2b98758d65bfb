package dev.sdpmcp.launcher.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * MCP client of the training run: opens sessions one after the other, and reads and changes tickets of the demo desk,
 * so that the JVM records the code of calls. Ends after {@value #SESSIONS} sessions or 45 seconds. Not thread-safe.
 */
public final class TrainingCalls {

    private static final int SESSIONS = 30;
    private static final int CALLS_OF_SESSION = 100;
    private static final Duration LIMIT = Duration.ofSeconds(45);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
    private static final int ACCEPTED = 202;

    /** Initial number of tickets of the demo desk. */
    private static final int TICKETS = 40;

    private static final String EVENT_DATA = "data:";
    private static final String INITIALIZE = "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":"
            + "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"training\",\"version\":\"1\"}}}";
    private static final String INITIALIZED = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";

    /** Repeated in this order, with a number for TICKET. One of them fails. */
    private static final List<String> CALLS = List.of(
            call("ping", "{}"),
            call("tools/list", "{}"),
            tool("list_requests", "{\"page_size\":10}"),
            tool("get_request", "{\"request_id\":\"TICKET\"}"),
            tool("get_request_conversation", "{\"request_id\":\"TICKET\"}"),
            tool("add_note", "{\"request_id\":\"TICKET\",\"text\":\"The toner is on its way.\"}"),
            tool("get_request", "{\"request_id\":\"TICKET\"}"),
            tool("get_request", "{\"request_id\":\"99999999\"}"));

    private final URI server;
    private final String key;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_LIMIT)
            .build();

    /** @param key an API key of the server */
    public TrainingCalls(URI server, String key) {
        this.server = server;
        this.key = key;
    }

    /** @throws IOException if a response is not as expected */
    public void run() throws IOException, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        try {
            for (int i = 0; i < SESSIONS && System.nanoTime() < end; i++) {
                session(end);
            }
        } catch (UncheckedIOException broken) {
            throw broken.getCause();
        } finally {
            client.shutdownNow();
        }
    }

    private void session(long end) throws IOException, InterruptedException {
        HttpRequest open = request("/sse").header("Accept", "text/event-stream").build();
        try (Stream<String> lines = client.send(open, BodyHandlers.ofLines()).body()) {
            Iterator<String> events = lines.filter(line -> line.startsWith(EVENT_DATA))
                    .map(line -> line.substring(EVENT_DATA.length()).strip())
                    .iterator();
            String messages = next(events);
            post(messages, INITIALIZE);
            next(events);
            post(messages, INITIALIZED);
            for (int id = 1; id <= CALLS_OF_SESSION && System.nanoTime() < end; id++) {
                post(messages, body(id));
                next(events);
            }
        }
    }

    private static String body(int id) {
        return CALLS.get(id % CALLS.size())
                .replace("ID", Integer.toString(id))
                .replace("TICKET", Integer.toString(1 + id % TICKETS));
    }

    /** Keep-alive comments keep the stream open, so that this blocks no longer than the server lives. */
    private static String next(Iterator<String> events) throws IOException {
        if (!events.hasNext()) {
            throw new IOException("the server closed a stream");
        }
        return events.next();
    }

    private void post(String path, String body) throws IOException, InterruptedException {
        HttpRequest message = request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        int status = client.send(message, BodyHandlers.discarding()).statusCode();
        if (status != ACCEPTED) {
            throw new IOException("a message got the status " + status);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .timeout(ANSWER_LIMIT)
                .header("X-API-Key", key);
    }

    private static String tool(String name, String arguments) {
        return call("tools/call", "{\"name\":\"" + name + "\",\"arguments\":" + arguments + "}");
    }

    private static String call(String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":ID,\"method\":\"" + method + "\",\"params\":" + params + "}";
    }
}
