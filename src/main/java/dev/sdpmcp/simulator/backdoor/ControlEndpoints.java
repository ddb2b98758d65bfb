package dev.sdpmcp.simulator.backdoor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.fault.Fault;
import dev.sdpmcp.simulator.http.HttpCall;
import dev.sdpmcp.simulator.http.HttpReply;
import dev.sdpmcp.simulator.oauth.Scope;
import dev.sdpmcp.simulator.tenant.Tenant;
import dev.sdpmcp.simulator.wire.Json;
import java.time.Duration;
import java.util.stream.Collectors;

/** {@code /_sim}: health, reset, data, clock, settings, faults, tokens and the log. Speaks plain JSON; needs no token. */
public final class ControlEndpoints {
    /** Where it begins. */
    public static final String PATH = "/_sim";

    private static final int MOST_TICKETS = 5_000;
    private static final long MOST_SECONDS = Duration.ofDays(3650).toSeconds();

    private final Tenant tenant;

    /** Steers a tenant. */
    public ControlEndpoints(Tenant tenant) {
        this.tenant = tenant;
    }

    /** Answers a call below {@link #PATH}. */
    public HttpReply answer(HttpCall call) {
        try {
            return HttpReply.json(200, run(call));
        } catch (IllegalArgumentException e) {
            return HttpReply.json(400, Json.object().put("error", e.getMessage()));
        } catch (JsonProcessingException e) {
            return HttpReply.json(400, Json.object().put("error", "not JSON: " + e.getOriginalMessage()));
        }
    }

    private JsonNode run(HttpCall call) throws JsonProcessingException {
        return switch (call.method() + " " + call.path()) {
            case "GET /_sim/health" -> health();
            case "POST /_sim/reset" -> reset();
            case "POST /_sim/seed" -> seed(body(call));
            case "GET /_sim/clock" -> clock();
            case "POST /_sim/clock" -> advance(body(call));
            case "GET /_sim/settings" -> tenant.desk().switches().toJson();
            case "POST /_sim/settings" -> settings(body(call));
            case "GET /_sim/faults" -> faults();
            case "POST /_sim/faults" -> order(body(call));
            case "DELETE /_sim/faults" -> clearFaults();
            case "DELETE /_sim/tokens" -> expireTokens();
            case "POST /_sim/codes" -> code(body(call));
            case "GET /_sim/requests" -> LogView.of(tenant.log(), call);
            case "DELETE /_sim/requests" -> clearLog(call);
            default ->
                throw new IllegalArgumentException(
                        "there is no " + call.method() + " " + call.path() + "; see docs/simulator.md");
        };
    }

    private ObjectNode health() {
        return Json.object()
                .put("status", "ok")
                .put("portal", tenant.desk().portal())
                .put("profile", tenant.profile().label())
                .put("now", tenant.clock().now())
                .put("requests", tenant.desk().exclusively(this::tickets));
    }

    private int tickets() {
        return tenant.desk().all(tenant.desk().catalogue().named("request")).size();
    }

    private ObjectNode reset() {
        tenant.reset();
        return health();
    }

    private ObjectNode seed(JsonNode body) {
        int tickets = body.path("tickets").asInt(Tenant.USUAL_TICKETS);
        if (tickets < 0 || tickets > MOST_TICKETS) {
            throw new IllegalArgumentException("tickets is a whole number from 0 to " + MOST_TICKETS);
        }
        tenant.seed(tickets, body.path("seed").asLong(1));
        return health();
    }

    private ObjectNode clock() {
        long now = tenant.clock().now();
        return Json.object().put("now", now).put("display_value", tenant.clock().display(now));
    }

    private ObjectNode advance(JsonNode body) {
        JsonNode seconds = body.path("advance_seconds");
        if (!seconds.isIntegralNumber() || seconds.longValue() < 0 || seconds.longValue() > MOST_SECONDS) {
            throw new IllegalArgumentException("advance_seconds is a whole number from 0 to " + MOST_SECONDS);
        }
        tenant.clock().advance(Duration.ofSeconds(seconds.longValue()));
        return clock();
    }

    private ObjectNode settings(JsonNode body) {
        tenant.desk().behave(tenant.desk().switches().with(body));
        return tenant.desk().switches().toJson();
    }

    private ArrayNode faults() {
        ArrayNode open = Json.array();
        tenant.faults().open().forEach(fault -> open.add(fault.toJson()));
        return open;
    }

    private ArrayNode order(JsonNode body) {
        tenant.faults().order(Fault.read(body));
        return faults();
    }

    private ArrayNode clearFaults() {
        tenant.faults().clear();
        return faults();
    }

    private ObjectNode expireTokens() {
        tenant.vault().expireAll();
        return health();
    }

    /** What the API console of Zoho does for the owner of a self client. */
    private ObjectNode code(JsonNode body) {
        String everything =
                Scope.everything().stream().map(Scope::toString).sorted().collect(Collectors.joining(","));
        return Json.object()
                .put("code", tenant.vault().selfClientCode(body.path("scope").asText(everything)));
    }

    private JsonNode clearLog(HttpCall call) {
        tenant.log().clear();
        return LogView.of(tenant.log(), call);
    }

    private static JsonNode body(HttpCall call) throws JsonProcessingException {
        JsonNode body = call.body().isBlank() ? Json.object() : Json.parse(call.body());
        if (!body.isObject()) {
            throw new IllegalArgumentException("give one JSON object");
        }
        return body;
    }
}
