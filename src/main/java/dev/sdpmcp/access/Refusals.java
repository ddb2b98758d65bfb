package dev.sdpmcp.access;

import dev.sdpmcp.telemetry.Counter;
import dev.sdpmcp.telemetry.Counters;
import dev.sdpmcp.throttle.RateBucket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Refuses requests: counts, logs one line, and answers in the one form of our errors. Thread-safe. */
@ApplicationScoped
public class Refusals {

    private static final Logger LOG = System.getLogger(Refusals.class.getName());

    @Inject
    private Counters counters;

    /** Ends the request in a filter. */
    void refuse(ContainerRequestContext request, HttpServletRequest servletRequest, HttpError error) {
        note(servletRequest, error);
        request.abortWith(error.response(RequestFacts.idOf(servletRequest)));
    }

    /** Ends the request in a filter, because a rate limit is reached. */
    void refuse(
            ContainerRequestContext request,
            HttpServletRequest servletRequest,
            HttpError error,
            RateBucket.Taken taken) {
        note(servletRequest, error);
        request.abortWith(error.response(RequestFacts.idOf(servletRequest), taken));
    }

    /** The answer to a request that was refused behind the filters. */
    Response response(HttpServletRequest request, Refused refused) {
        note(request, refused.error());
        String id = RequestFacts.idOf(request);
        RateBucket.Taken taken = refused.taken();
        return taken == null ? refused.error().response(id) : refused.error().response(id, taken);
    }

    private void note(HttpServletRequest request, HttpError error) {
        counters.count(Counter.REQUESTS_REFUSED, error);
        LOG.log(
                Level.INFO,
                () -> "refused request=" + RequestFacts.idOf(request) + " address=" + RequestFacts.addressOf(request)
                        + " status=" + error.status() + " reason=" + error);
    }
}
