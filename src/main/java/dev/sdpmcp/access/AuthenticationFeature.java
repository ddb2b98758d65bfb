package dev.sdpmcp.access;

import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;

/**
 * Puts {@link AuthenticationFilter} before every resource that is not {@link OpenToAll}, {@link OptionalKeyFilter} before
 * those that are. Decided once for each resource
 * method when the application starts: no request, and no way to spell its path, can change it.
 */
@Provider
public class AuthenticationFeature implements DynamicFeature {

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        boolean open = resource.getResourceClass().isAnnotationPresent(OpenToAll.class);
        context.register(open ? OptionalKeyFilter.class : AuthenticationFilter.class, FilterOrder.AUTHENTICATION);
    }
}
