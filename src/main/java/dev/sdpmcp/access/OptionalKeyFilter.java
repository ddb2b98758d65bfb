package dev.sdpmcp.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

/**
 * Recognises who sends a key where none is needed; {@link AuthenticationFeature} says where. A wrong key is refused and
 * counted here as well, or this would be the place to try them out.
 */
@ApplicationScoped
public class OptionalKeyFilter implements ContainerRequestFilter {

    @Inject
    private Authentication authentication;

    @Inject
    private Refusals refusals;

    @Inject
    private HttpServletRequest servletRequest;

    @Override
    public void filter(ContainerRequestContext request) {
        authentication
                .checkIfSent(request, servletRequest)
                .ifPresent(failure -> refusals.refuse(request, servletRequest, failure.error(), failure.limit()));
    }
}
