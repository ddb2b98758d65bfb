package dev.sdpmcp.access;

import dev.sdpmcp.throttle.RateBucket;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/** Limits the requests of one address, before its key costs us anything. */
@Provider
@PreMatching
@Priority(FilterOrder.ADDRESS_RATE)
@ApplicationScoped
public class AddressRateFilter implements ContainerRequestFilter {

    @Inject
    private RateLimits limits;

    @Inject
    private Refusals refusals;

    @Inject
    private HttpServletRequest servletRequest;

    @Override
    public void filter(ContainerRequestContext request) {
        RateBucket bucket = limits.ofAddress(RequestFacts.networkOf(servletRequest));
        if (!bucket.tryTake()) {
            refusals.refuse(request, servletRequest, HttpError.ADDRESS_RATE, bucket.look());
        }
    }
}
