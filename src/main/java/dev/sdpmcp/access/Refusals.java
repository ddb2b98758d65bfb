package dev.sdpmcp.access;

import dev.sdpmcp.throttle.RateBucket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Refuses requests: counts them, logs them and creates the error response. Thread-safe. */
@ApplicationScoped
public class Refusals {

    @Inject
    private AccessMetrics counts;

    @Inject
    private RefusalLog log;

    /** Ends the request in a filter. */
    void refuse(ContainerRequestContext request, HttpServletRequest servletRequest, HttpError error) {
        refuse(request, servletRequest, error, null);
    }

    /** Ends the request in a filter; the limit is the one that was reached, if one was. */
    void refuse(
            ContainerRequestContext request,
            HttpServletRequest servletRequest,
            HttpError error,
            RateBucket.@Nullable Taken limit) {
        request.abortWith(response(servletRequest, new HttpFailure(error, limit)));
    }

    /** The response to a request that was refused after the filters. */
    Response response(HttpServletRequest request, HttpFailure refused) {
        note(request, refused.error());
        String id = RequestAttributes.correlationIdOf(request);
        RateBucket.Taken taken = refused.taken();
        Response answer =
                taken == null ? refused.error().response(id) : refused.error().response(id, taken);
        return refused.error().leavesBodyUnread() ? closing(answer) : answer;
    }

    /** The rest of the request on the connection must not be read as another request, and not be waited for. */
    private static Response closing(Response answer) {
        return Response.fromResponse(answer).header("Connection", "close").build();
    }

    private void note(HttpServletRequest request, HttpError error) {
        note(
                RequestAttributes.correlationIdOf(request),
                RequestAttributes.callerOf(request).map(Caller::keyName).orElse(null),
                RequestAttributes.addressOf(request),
                RequestAttributes.networkOf(request),
                error,
                refusedName(request, error));
    }

    /** The name that is not on a list, which the operator may want to allow. The address is in every line. */
    private static @Nullable String refusedName(HttpServletRequest request, HttpError error) {
        return switch (error) {
            case HOST_NOT_ALLOWED -> request.getHeader(HttpHeaders.HOST);
            case ORIGIN_NOT_ALLOWED -> request.getHeader(HostFilter.ORIGIN);
            default -> null;
        };
    }

    /** Counts and logs a refusal whose response is written elsewhere; see {@link RefusalLog#refused}. */
    void note(
            String correlationId,
            @Nullable String keyName,
            String address,
            String network,
            HttpError error,
            @Nullable String name) {
        counts.refused(error);
        log.refused(correlationId, keyName, address, network, error, name);
    }
}
