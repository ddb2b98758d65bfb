package dev.sdpmcp.access;

import dev.sdpmcp.throttle.RateBucket;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Limits the requests of one API key, from whatever addresses. */
@Provider
@Priority(FilterOrder.KEY_RATE)
@ApplicationScoped
public class KeyRateFilter implements ContainerRequestFilter {

    @Inject
    private RateLimits limits;

    @Inject
    private Refusals refusals;

    @Inject
    private HttpServletRequest servletRequest;

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getSecurityContext().getUserPrincipal() instanceof Caller caller) {
            RateBucket bucket = limits.ofKey(caller.keyName());
            if (!bucket.tryTake()) {
                refusals.refuse(request, servletRequest, HttpError.KEY_RATE, bucket.look());
            }
        }
    }
}
