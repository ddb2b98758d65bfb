package dev.sdpmcp.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

    /** An access token of our own, so that the one of the server does not matter. The desk gives out few of them in a minute. */
    String token() {
        String code = send("POST", "codes", Json.object()).path("code").asText();
        JsonNode token = form(
                "/oauth/v2/token",
                null,
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "client_id",
                        "suite",
                        "client_secret",
                        "suite-secret"));
        return token.path("access_token").asText();
    }

    /**
     * Opens a ticket as a mail does, with HTML that no tool of ours would write.
     *
     * @return its internal id
     */
    String receive(String token, String subject, String html) {
        ObjectNode request = Json.object().put("subject", subject).put("description", html);
        JsonNode created = form(
                "/app/itdesk/api/v3/requests",
                token,
                Map.of("input_data", Json.object().set("request", request).toString()));
        return created.at("/request/id").asText();
    }

    private JsonNode form(String path, @Nullable String token, Map<String, String> fields) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/vnd.manageengine.sdp.v3+json")
                .POST(HttpRequest.BodyPublishers.ofString(fields.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))));
        if (token != null) {
            request.header("Authorization", "Zoho-oauthtoken " + token);
        }
        HttpResponse<String> response = Http.send(request.build());
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException("simulator: " + response.body());
        }
        return Json.parse(response.body());
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
