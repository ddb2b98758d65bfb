package dev.sdpmcp.simulator.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.http.HttpCall;
import dev.sdpmcp.simulator.http.HttpReply;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.oauth.Scope;
import dev.sdpmcp.simulator.tenant.Fault;
import dev.sdpmcp.simulator.tenant.RequestLog;
import dev.sdpmcp.simulator.tenant.RequestLog.Endpoint;
import dev.sdpmcp.simulator.tenant.RequestLog.Entry;
import dev.sdpmcp.simulator.tenant.Tenant;
import dev.sdpmcp.simulator.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** {@code /_sim}: health, reset, data, clock, settings, faults, tokens and the log. Plain JSON, without a token. */
public record ControlEndpoints(Tenant tenant) {
    /** First segment of the addresses. */
    public static final String PATH = "/_sim";

    private static final int MAX_TICKETS = 5_000;
    private static final long MAX_SECONDS = Duration.ofDays(3650).toSeconds();

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
            case "POST /_sim/reset" -> after(tenant::reset, this::health);
            case "POST /_sim/seed" -> seed(body(call));
            case "GET /_sim/clock" -> clock();
            case "POST /_sim/clock" -> advance(body(call));
            case "GET /_sim/settings" -> tenant.portal().switches().toJson();
            case "POST /_sim/settings" -> settings(body(call));
            case "GET /_sim/faults" -> faults();
            case "POST /_sim/faults" -> addFault(body(call));
            case "DELETE /_sim/faults" -> after(tenant.faults()::clear, this::faults);
            case "DELETE /_sim/tokens" -> after(tenant.vault()::expireAll, this::health);
            case "POST /_sim/codes" -> code(body(call));
            case "GET /_sim/requests" -> log(call);
            case "DELETE /_sim/requests" -> after(tenant.log()::clear, () -> log(call));
            default ->
                throw new IllegalArgumentException(
                        "there is no " + call.method() + " " + call.path() + "; see docs/simulator.md");
        };
    }

    private ObjectNode health() {
        Portal portal = tenant.portal();
        int requests = portal.exclusively(() -> portal.all("request").size());
        return Json.object()
                .put("status", "ok")
                .put("portal", portal.name())
                .put("profile", tenant.profile().label())
                .put("now", portal.clock().now())
                .put("requests", requests);
    }

    private ObjectNode seed(JsonNode body) {
        int tickets = body.path("tickets").asInt(Tenant.DEFAULT_TICKETS);
        if (tickets < 0 || tickets > MAX_TICKETS) {
            throw new IllegalArgumentException("tickets is a whole number from 0 to " + MAX_TICKETS);
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
        if (!seconds.isIntegralNumber() || seconds.longValue() < 0 || seconds.longValue() > MAX_SECONDS) {
            throw new IllegalArgumentException("advance_seconds is a whole number from 0 to " + MAX_SECONDS);
        }
        tenant.clock().advance(Duration.ofSeconds(seconds.longValue()));
        return clock();
    }

    private ObjectNode settings(JsonNode body) {
        tenant.portal().behave(tenant.portal().switches().with(body));
        return tenant.portal().switches().toJson();
    }

    private ArrayNode faults() {
        return Json.array().addAll(tenant.faults().open().stream().map(Json::of).toList());
    }

    private ArrayNode addFault(JsonNode body) {
        tenant.faults().add(Fault.read(body));
        return faults();
    }

    /** A code as the API console of Zoho issues it to the owner of a self client. */
    private ObjectNode code(JsonNode body) {
        String everything =
                Scope.everything().stream().map(Scope::toString).sorted().collect(Collectors.joining(","));
        return Json.object()
                .put("code", tenant.vault().selfClientCode(body.path("scope").asText(everything)));
    }

    private static JsonNode after(Runnable change, Supplier<JsonNode> answer) {
        change.run();
        return answer.get();
    }

    private static JsonNode body(HttpCall call) throws JsonProcessingException {
        JsonNode body = call.body().isBlank() ? Json.object() : Json.parse(call.body());
        if (!body.isObject()) {
            throw new IllegalArgumentException("give one JSON object");
        }
        return body;
    }

    /**
     * Totals of all calls, and the entries that the query selects: {@code method}, {@code path} (a part of it),
     * {@code since}.
     */
    private ObjectNode log(HttpCall call) {
        RequestLog log = tenant.log();
        List<ObjectNode> chosen = log.entries().stream()
                .filter(entry -> fits(entry, call))
                .map(Json::of)
                .toList();
        ObjectNode view = Json.object();
        ObjectNode totals = view.putObject("totals");
        for (Endpoint endpoint : Endpoint.values()) {
            totals.put(endpoint.label(), log.total(endpoint));
        }
        view.put("count", chosen.size());
        view.putArray("entries").addAll(chosen);
        return view;
    }

    private static boolean fits(Entry entry, HttpCall call) {
        return call.parameter("method").map(entry.method()::equalsIgnoreCase).orElse(true)
                && call.parameter("path").map(entry.path()::contains).orElse(true)
                && call.parameter("since")
                        .map(since -> entry.sequence() > number(since))
                        .orElse(true);
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("since is the sequence of an entry", e);
        }
    }
}
