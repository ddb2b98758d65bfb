package dev.sdpmcp.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A client that changes and reads in turns until it is stopped, each ticket at most once with success, and keeps account of
 * what it was answered. Other threads look on.
 */
final class OutageLoad {

    /** What it changes. */
    enum Kind {
        NOTES,
        UPDATES,
        CREATIONS
    }

    private final Kind kind;
    private final Target target;
    private final List<String> tickets;
    private final AtomicInteger changes = new AtomicInteger();
    private final AtomicInteger readings = new AtomicInteger();
    private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> reads = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::run);
    private volatile boolean stopped;
    private int markedChanges;
    private int markedReads;
    private int markedRefusals;

    OutageLoad(Kind kind, Target target, List<String> tickets) {
        this.kind = kind;
        this.target = target;
        this.tickets = List.copyOf(tickets);
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopped = true;
        try {
            thread.join(TestSession.PATIENCE.toMillis() * 2);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (TestSession session = TestSession.ready(target)) {
            while (!stopped && changes.get() < tickets.size()) {
                String ticket = tickets.get(changes.get());
                change(session, ticket);
                read(session, ticket);
            }
        } catch (AssertionError | RuntimeException broken) {
            failures.add(kind + ": " + broken);
        }
    }

    private void change(TestSession session, String ticket) {
        JsonNode result = switch (kind) {
            case NOTES ->
                session.tool("add_note", Json.object().put("request_id", ticket).put("text", "Seen"));
            case UPDATES ->
                session.tool(
                        "update_request",
                        Json.object().put("request_id", ticket).put("subject", "Changed " + ticket));
            case CREATIONS -> session.tool("create_request", Json.object().put("subject", "Like " + ticket));
        };
        if (result.path("isError").asBoolean()) {
            refusals.add(result.at("/content/0/text").asText());
        } else {
            changes.incrementAndGet();
        }
    }

    private void read(TestSession session, String ticket) {
        JsonNode result = session.tool("get_request", Json.object().put("request_id", ticket));
        if (result.path("isError").asBoolean()) {
            failures.add("a read was refused: " + result);
        }
        reads.merge(ticket, 1, Integer::sum);
        readings.incrementAndGet();
    }

    /** From here on is counted anew by those who look on. */
    void mark() {
        markedChanges = changes.get();
        markedReads = readings.get();
        markedRefusals = refusals.size();
    }

    int changes() {
        return changes.get();
    }

    int changesSinceMark() {
        return changes.get() - markedChanges;
    }

    int readsSinceMark() {
        return readings.get() - markedReads;
    }

    int refusalsSinceMark() {
        return refusals.size() - markedRefusals;
    }

    List<String> refusals() {
        return List.copyOf(refusals);
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    /** How often each ticket was read. */
    Map<String, Integer> reads() {
        return Map.copyOf(reads);
    }
}
