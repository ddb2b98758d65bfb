package dev.sdpmcp.simulator.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.api.Router.Operation;
import dev.sdpmcp.simulator.http.HttpCall;
import dev.sdpmcp.simulator.http.HttpReply;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.oauth.Scope;
import dev.sdpmcp.simulator.setting.Switch;
import dev.sdpmcp.simulator.setting.Switches;
import dev.sdpmcp.simulator.tenant.Tenant;
import dev.sdpmcp.simulator.wire.ApiFailure;
import dev.sdpmcp.simulator.wire.Envelope;
import dev.sdpmcp.simulator.wire.InnerCode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The v3 API below {@code /app/PORTAL/api/v3} and {@code /api/v3}. Checks each call in this order: token, {@code
 * Accept}, scope, rate limit, address, method, {@code input_data}, and then the content as {@link
 * dev.sdpmcp.simulator.wire.Problems.Stage} has it. Thread-safe.
 */
public record ApiEndpoints(Tenant tenant) {
    private static final String VERSION = "/api/v3";
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE");

    /** The access token of a call, if it has the form of one. */
    public static Optional<String> token(HttpCall call, Switches switches) {
        String[] words = call.header("authorization").orElse("").split(" ", 2);
        boolean scheme = words[0].equalsIgnoreCase("Zoho-oauthtoken")
                || (words[0].equalsIgnoreCase("Bearer") && switches.on(Switch.BEARER_ACCEPTED));
        return scheme && words.length == 2 ? Optional.of(words[1].strip()) : Optional.empty();
    }

    /** The part of a path after {@code /api/v3}; empty if the path is not below it. */
    public Optional<String> below(String path) {
        for (String base : List.of("/app/" + tenant.portal().name() + VERSION, VERSION)) {
            if (path.equals(base) || path.startsWith(base + "/")) {
                return Optional.of(path.substring(base.length()));
            }
        }
        return Optional.empty();
    }

    /** Answers any call that has to do with the API. */
    public HttpReply answer(HttpCall call) {
        Switches switches = tenant.portal().switches();
        try {
            return answer(call, switches);
        } catch (ApiFailure failure) {
            if (switches.on(Switch.HTML_ERRORS) && isAddressOrScope(failure)) {
                return HttpReply.html(401, "Unauthorized");
            }
            return HttpReply.json(failure.http(), failure.body()).with(failure.headers());
        }
    }

    private HttpReply answer(HttpCall call, Switches switches) {
        String token = token(call, switches).orElseThrow(ApiEndpoints::unauthenticated);
        Set<Scope> scopes = tenant.vault().scopesOf(token).orElseThrow(ApiEndpoints::unauthenticated);
        checkAccept(call, switches);
        List<String> segments = segments(below(call.path()).orElse("/"));
        checkScope(call, segments, scopes);
        tenant.limiter().count(token, pattern(segments), switches);
        if (call.method().equals("GET") && call.hasType("application/json")) {
            return HttpReply.html(415, "Unsupported Media Type");
        }
        return tenant.portal().exclusively(() -> run(call, segments));
    }

    private HttpReply run(HttpCall call, List<String> segments) {
        Portal portal = tenant.portal();
        portal.catalogue().all().forEach(module -> module.rules().timePassed(portal));
        Operation operation =
                new Router(portal, tenant.actor()).resolve(segments).get(call.method());
        if (operation == null) {
            ObjectNode message = Envelope.message(InnerCode.GENERAL, "Invalid HTTP method");
            throw new ApiFailure(405, List.of(message), Map.of());
        }
        return operation.apply(call);
    }

    private static void checkAccept(HttpCall call, Switches switches) {
        String accept = call.header("accept").orElse("").toLowerCase(Locale.ROOT);
        if (switches.on(Switch.STRICT_ACCEPT) && !accept.contains("vnd.manageengine")) {
            throw ApiFailure.of(InnerCode.GENERAL, "Accept has to be application/vnd.manageengine.sdp.v3+json");
        }
    }

    private void checkScope(HttpCall call, List<String> segments, Set<Scope> scopes) {
        ModuleDefinition module =
                segments.isEmpty() ? null : tenant.portal().catalogue().at(segments.getFirst());
        boolean permitted = module == null
                || !METHODS.contains(call.method())
                || scopes.stream().anyMatch(scope -> scope.permits(module.scopes(), call.method()));
        if (!permitted) {
            ObjectNode message = Envelope.message(InnerCode.FORBIDDEN, "UNAUTHORISED");
            throw new ApiFailure(401, List.of(message), Map.of());
        }
    }

    private static boolean isAddressOrScope(ApiFailure failure) {
        return failure.has(InnerCode.NOT_FOUND) || (failure.http() == 401 && failure.has(InnerCode.FORBIDDEN));
    }

    private static List<String> segments(String path) {
        return Arrays.stream(path.split("/")).filter(one -> !one.isEmpty()).toList();
    }

    private static String pattern(List<String> segments) {
        return segments.stream()
                .map(segment -> segment.chars().allMatch(Character::isDigit) ? "*" : segment)
                .collect(Collectors.joining("/"));
    }

    private static ApiFailure unauthenticated() {
        return ApiFailure.of(InnerCode.UNAUTHENTICATED, "INVALID_OAUTHTOKEN");
    }
}
