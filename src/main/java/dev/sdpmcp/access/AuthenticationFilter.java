package dev.sdpmcp.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.Optional;

/**
 * Lets in who sends a key of ours. Where none is needed it still recognises who sends one, and refuses a wrong one: or that
 * would be the place to try them out. {@link AuthenticationFeature} makes it and says where it stands.
 */
final class AuthenticationFilter implements ContainerRequestFilter {

    private final boolean keyNeeded;
    private final Authentication authentication;
    private final Refusals refusals;
    private final HttpServletRequest servletRequest;

    /** @param servletRequest stands for the request of whichever thread asks */
    AuthenticationFilter(
            boolean keyNeeded, Authentication authentication, Refusals refusals, HttpServletRequest servletRequest) {
        this.keyNeeded = keyNeeded;
        this.authentication = authentication;
        this.refusals = refusals;
        this.servletRequest = servletRequest;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Optional<Authentication.Failure> failure = keyNeeded
                ? authentication.check(request, servletRequest)
                : authentication.checkIfSent(request, servletRequest);
        failure.ifPresent(refused -> refusals.refuse(request, servletRequest, refused.error(), refused.limit()));
    }
}
