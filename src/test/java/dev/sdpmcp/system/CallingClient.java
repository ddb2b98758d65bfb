package dev.sdpmcp.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client that calls, two calls at a time, until it is refused, and keeps account of what it was promised. One thread calls, others look on. */
final class CallingClient {

    private static final int AT_ONCE = 2;
    private static final int MOST = 1_000;

    private final TestSession session;
    private final List<JsonNode> answers = new CopyOnWriteArrayList<>();
    private volatile int accepted;

    CallingClient(TestSession session) {
        this.session = session;
    }

    /**
     * How it was refused.
     *
     * @param status 0 if nobody listened any more
     * @param retryAfter empty if nothing was said
     */
    record Refusal(int status, String retryAfter) {}

    /** Returns when it was refused and has every answer that it was promised. */
    Refusal callUntilRefused() {
        Deque<String> waiting = new ArrayDeque<>();
        for (int i = 1; i <= MOST; i++) {
            String id = "\"load-" + i + "\"";
            session.expect(id, "tools/call");
            Refusal refusal = call(id);
            if (refusal.status() != 202) {
                waiting.forEach(each -> answers.add(session.answerTo(each)));
                return refusal;
            }
            accepted = i;
            waiting.add(id);
            if (waiting.size() == AT_ONCE) {
                answers.add(session.answerTo(waiting.remove()));
            }
        }
        throw new AssertionError("nobody refused " + MOST + " calls");
    }

    private Refusal call(String id) {
        try {
            HttpResponse<String> response = session.post("{\"jsonrpc\":\"2.0\",\"id\":" + id
                    + ",\"method\":\"tools/call\",\"params\":{\"name\":\"list_requests\",\"arguments\":{}}}");
            return new Refusal(
                    response.statusCode(),
                    response.headers().firstValue("Retry-After").orElse(""));
        } catch (UncheckedIOException nobodyThere) {
            return new Refusal(0, "");
        }
    }

    int accepted() {
        return accepted;
    }

    List<JsonNode> answers() {
        return List.copyOf(answers);
    }
}
