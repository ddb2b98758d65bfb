package dev.sdpmcp.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The back door of the demo desk behind a server under test. */
record Simulator(URI base) {

    /** Orders a fault; the members of the order are in the documentation of the simulator. */
    void order(String kind, String path, int count) {
        send("POST", "faults", Json.object().put("kind", kind).put("path", path).put("count", count));
    }

    /** Has answers take longer. */
    void slow(String path, int millis, int count) {
        send(
                "POST",
                "faults",
                Json.object()
                        .put("kind", "slow")
                        .put("path", path)
                        .put("count", count)
                        .put("millis", millis));
    }

    void rateLimit(String path, int retryAfterSeconds) {
        send(
                "POST",
                "faults",
                Json.object().put("kind", "rate_limited").put("path", path).put("retry_after", retryAfterSeconds));
    }

    /** Orders any fault. */
    void fault(ObjectNode order) {
        send("POST", "faults", order);
    }

    void clearFaults() {
        send("DELETE", "faults", Json.object());
    }

    void expireTokens() {
        send("DELETE", "tokens", Json.object());
    }

    /** The orders that are still open. */
    JsonNode openFaults() {
        return send("GET", "faults", Json.object());
    }

    private JsonNode send(String method, String what, ObjectNode body) {
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/_sim/" + what))
                .method(method, HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        HttpResponse<String> response = Http.send(request);
        if (response.statusCode() != 200) {
            throw new IllegalStateException("simulator: " + response.body());
        }
        return Json.parse(response.body());
    }
}
