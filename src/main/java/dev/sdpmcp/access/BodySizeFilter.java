package dev.sdpmcp.access;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Refuses a body whose Content-Length exceeds the limit, before a byte of it is read. A chunked body is bounded where
 * it is read.
 */
@Provider
@Priority(FilterOrder.BODY_SIZE)
@ApplicationScoped
public class BodySizeFilter implements ContainerRequestFilter {

    /** Bytes in a request body. */
    public static final int MAX_BODY = 1 << 20;

    @Inject
    private Refusals refusals;

    @Inject
    private HttpServletRequest servletRequest;

    @Override
    public void filter(ContainerRequestContext request) {
        if (servletRequest.getContentLengthLong() > MAX_BODY) {
            refusals.refuse(request, servletRequest, HttpError.BODY_TOO_LARGE);
        }
    }
}
