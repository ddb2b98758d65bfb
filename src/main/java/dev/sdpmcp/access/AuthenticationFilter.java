package dev.sdpmcp.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

/** Lets in who sends a key of ours; {@link AuthenticationFeature} says where. */
@ApplicationScoped
public class AuthenticationFilter implements ContainerRequestFilter {

    @Inject
    private Authentication authentication;

    @Inject
    private Refusals refusals;

    // Not by @Context: on Jersey that proxy has been seen to answer with another request, once a stream was open.
    @Inject
    private HttpServletRequest servletRequest;

    @Override
    public void filter(ContainerRequestContext request) {
        authentication
                .check(request, servletRequest)
                .ifPresent(failure -> refusals.refuse(request, servletRequest, failure.error(), failure.limit()));
    }
}
