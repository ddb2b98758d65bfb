package dev.sdpmcp.ops;

import dev.sdpmcp.access.Caller;
import dev.sdpmcp.access.RateLimits;
import dev.sdpmcp.access.RequestAttributes;
import dev.sdpmcp.access.SlowBodyLimit;
import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.session.SessionAdmission;
import dev.sdpmcp.session.SessionRegistry;
import dev.sdpmcp.throttle.RateBucket.LimitStatus;
import dev.sdpmcp.upstream.CallBudget;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code GET /rate-limit-status}: every limit that applies to the caller, and what is left of it. */
@Path("rate-limit-status")
@ApplicationScoped
public class RateLimitResource {

    @Inject
    private RateLimits limits;

    @Inject
    private SessionRegistry registry;

    @Inject
    private SessionAdmission admission;

    @Inject
    private SlowBodyLimit bodies;

    @Inject
    private JsonRpcCodec codec;

    @Inject
    private CallBudget budget;

    @Inject
    private HttpServletRequest request;

    /**
     * One limit.
     *
     * @param name of the limit
     * @param scope that it applies to: an address, a key name, a session handle or the whole server
     * @param reset seconds until all of it is available again; 0 for a limit that does not depend on time
     */
    record Limit(String name, String scope, long limit, long remaining, long reset) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String status(@Context SecurityContext security) {
        Caller caller = Caller.of(security);
        List<Limit> all = new ArrayList<>();
        String network = RequestAttributes.networkOf(request);
        all.add(rate(
                "requests of this address a minute",
                network,
                limits.ofAddress(network).look().status()));
        all.add(rate("wrong keys of this address a minute", network, limits.keyFailuresLeft(network)));
        all.add(rate(
                "requests with this key a minute",
                caller.keyName(),
                limits.ofKey(caller.keyName()).look().status()));
        all.add(rate("bodies of this key on their way", caller.keyName(), bodies.leftFor(caller.keyName())));
        all.add(rate("bodies on their way in total", "server", bodies.leftInTotal()));
        registry.sessions().stream()
                .filter(session -> session.owner().holdsSameKeyAs(caller))
                .map(session -> rate(
                        "messages of this connection a minute",
                        session.handle(),
                        session.messageRate().look().status()))
                .forEach(all::add);
        all.add(rate("calls to ServiceDesk Plus a minute", "server", budget.status()));
        admission
                .placesLeft(caller)
                .forEach(place -> all.add(new Limit(place.name(), place.scope(), place.limit(), place.remaining(), 0)));
        return codec.write(Map.of("limits", all));
    }

    private static Limit rate(String name, String scope, LimitStatus status) {
        return new Limit(name, scope, status.limit(), Math.max(0, status.remaining()), status.resetSeconds());
    }
}
