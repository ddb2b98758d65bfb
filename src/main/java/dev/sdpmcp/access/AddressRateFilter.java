package dev.sdpmcp.access;

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
        RateBucket.Taken taken =
                limits.ofAddress(RequestFacts.addressOf(servletRequest)).take();
        if (!taken.granted()) {
            refusals.refuse(request, servletRequest, HttpError.ADDRESS_RATE, taken);
        }
    }
}
