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
 * Registers an {@link AuthenticationFilter} for every resource method; a {@link PublicEndpoint} needs no key. This is
 * decided once, when the application starts, so that no spelling of a path can change it.
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
        // An instance: Jersey creates a class registered here without CDI.
        context.register(
                new AuthenticationFilter(!open, authentication, refusals, servletRequest), FilterOrder.AUTHENTICATION);
    }

    /**
     * Requires a valid API key. On a public resource a request without a key passes too, but a wrong key is refused,
     * so that keys cannot be tried out there.
     *
     * @param servletRequest proxy of the request of the calling thread
     */
    record AuthenticationFilter(
            boolean keyNeeded, Authentication authentication, Refusals refusals, HttpServletRequest servletRequest)
            implements ContainerRequestFilter {

        @Override
        public void filter(ContainerRequestContext request) {
            Optional<Authentication.Failure> failure = keyNeeded
                    ? authentication.check(request, servletRequest)
                    : authentication.checkIfSent(request, servletRequest);
            failure.ifPresent(refused -> refusals.refuse(request, servletRequest, refused.error(), refused.limit()));
        }
    }
}
