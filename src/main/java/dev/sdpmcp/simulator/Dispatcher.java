package dev.sdpmcp.simulator;

import dev.sdpmcp.simulator.api.ApiEndpoints;
import dev.sdpmcp.simulator.api.ControlEndpoints;
import dev.sdpmcp.simulator.http.HttpCall;
import dev.sdpmcp.simulator.http.HttpListener;
import dev.sdpmcp.simulator.http.HttpReply;
import dev.sdpmcp.simulator.http.HttpReply.Ending;
import dev.sdpmcp.simulator.oauth.Credentials;
import dev.sdpmcp.simulator.oauth.OAuthEndpoints;
import dev.sdpmcp.simulator.tenant.Fault;
import dev.sdpmcp.simulator.tenant.RequestLog.Endpoint;
import dev.sdpmcp.simulator.tenant.RequestLog.Outcome;
import dev.sdpmcp.simulator.tenant.Tenant;
import dev.sdpmcp.simulator.wire.ApiFailure;
import dev.sdpmcp.simulator.wire.InnerCode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Sends each call to the group of addresses it belongs to, applies faults, and logs the call. Thread-safe. */
record Dispatcher(Tenant tenant, OAuthEndpoints oauth, ApiEndpoints api, ControlEndpoints control)
        implements HttpListener.Handler {
    private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());

    Dispatcher(Tenant tenant, Credentials credentials) {
        this(
                tenant,
                new OAuthEndpoints(credentials, tenant.vault()),
                new ApiEndpoints(tenant),
                new ControlEndpoints(tenant));
    }

    @Override
    public HttpReply answer(HttpCall call) {
        if (call.path().startsWith(ControlEndpoints.PATH)) {
            return control.answer(call);
        }
        long start = System.nanoTime();
        String path = api.below(call.path()).orElse(call.path());
        Optional<Fault> fault = tenant.faults().next(call.method(), path);
        HttpReply reply = fault.map(one -> withFault(one, call)).orElseGet(() -> work(call));
        int status = reply.ending() == Ending.DROPPED ? 0 : reply.status();
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        String kind = fault.map(one -> one.kind().label()).orElse("");
        Outcome outcome =
                new Outcome(status, millis, kind, call.header("traceparent").orElse(""));
        tenant.log().add(tenant.clock().now(), endpoint(call), call.method(), call.path(), outcome);
        return reply;
    }

    private HttpReply withFault(Fault fault, HttpCall call) {
        return switch (fault.kind()) {
            case SLOW -> slow(fault, call);
            case DROP -> (fault.afterCommit() ? work(call) : HttpReply.html(500, "Dropped")).ending(Ending.DROPPED);
            case TRUNCATE -> work(call).ending(Ending.TRUNCATED);
            case EXPIRE_TOKEN -> {
                ApiEndpoints.token(call, tenant.portal().switches()).ifPresent(tenant.vault()::expire);
                yield work(call);
            }
            case RATE_LIMITED ->
                failure(InnerCode.RATE_LIMIT, "API Rate Limit reached").with(retryAfter(fault));
            case NOT_FOUND -> failure(InnerCode.NOT_FOUND, "Invalid URL").with(retryAfter(fault));
            case UNAVAILABLE -> HttpReply.html(503, "Service Unavailable").with(retryAfter(fault));
            case HTML_401 -> HttpReply.html(401, "Unauthorized").with(retryAfter(fault));
            case HTML_400 -> HttpReply.html(400, "Bad Request").with(retryAfter(fault));
            case SERVER_ERROR -> failure(InnerCode.INTERNAL, "Internal error").with(retryAfter(fault));
        };
    }

    private HttpReply slow(Fault fault, HttpCall call) {
        if (!fault.afterCommit()) {
            pause(fault.millis());
        }
        HttpReply reply = work(call);
        if (fault.afterCommit()) {
            pause(fault.millis());
        }
        return reply;
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the simulator stops: answer at once
        }
    }

    private static Map<String, String> retryAfter(Fault fault) {
        return fault.retryAfter() > 0 ? Map.of("Retry-After", Integer.toString(fault.retryAfter())) : Map.of();
    }

    private static HttpReply failure(InnerCode code, String message) {
        return HttpReply.json(code.http(), ApiFailure.of(code, message).body());
    }

    private HttpReply work(HttpCall call) {
        try {
            return call.path().startsWith("/oauth/") ? oauth.answer(call) : api.answer(call);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "internal error in a call: " + call.method() + " " + call.path(), e);
            return failure(InnerCode.INTERNAL, "Internal error");
        }
    }

    private Endpoint endpoint(HttpCall call) {
        if (api.below(call.path()).isPresent()) {
            return Endpoint.API;
        }
        return call.path().equals("/oauth/v2/token") ? Endpoint.TOKEN : Endpoint.OTHER;
    }
}
