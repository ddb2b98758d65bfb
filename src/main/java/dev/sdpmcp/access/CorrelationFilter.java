package dev.sdpmcp.access;

import dev.sdpmcp.telemetry.CorrelationIds;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/** Assigns the correlation id of a request, before another filter can refuse it. */
@Provider
@PreMatching
@Priority(FilterOrder.CORRELATION)
@ApplicationScoped
public class CorrelationFilter implements ContainerRequestFilter {

    @Inject
    private HttpServletRequest servletRequest;

    @Override
    public void filter(ContainerRequestContext request) {
        RequestAttributes.setCorrelationId(servletRequest, CorrelationIds.next());
    }
}
