package dev.sdpmcp.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;

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
}
