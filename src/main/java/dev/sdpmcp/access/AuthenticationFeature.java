package dev.sdpmcp.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/**
 * Puts an {@link AuthenticationFilter} before every resource; one that is {@link PublicEndpoint} needs no key. Decided once for
 * each resource method when the application starts: no request, and no way to spell its path, can change it.
 */
@Provider
@ApplicationScoped
public class AuthenticationFeature implements DynamicFeature {

    @Inject
    private Authentication authentication;

    @Inject
    private Refusals refusals;

    // Not by @Context: on Jersey that proxy has been seen to answer with another request, once a stream was open.
    @Inject
    private HttpServletRequest servletRequest;

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        boolean open = resource.getResourceClass().isAnnotationPresent(PublicEndpoint.class);
        // An instance: a class registered here is made without CDI on Jersey.
        context.register(
                new AuthenticationFilter(!open, authentication, refusals, servletRequest), FilterOrder.AUTHENTICATION);
    }

    /**
     * Lets in who sends a key of ours. Where none is needed it still recognises who sends one, and refuses a wrong one: or that
     * would be the place to try them out. {@link AuthenticationFeature} makes it and says where it stands.
     */
    static final class AuthenticationFilter implements ContainerRequestFilter {

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
}
