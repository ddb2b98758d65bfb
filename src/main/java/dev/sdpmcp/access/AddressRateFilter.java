package dev.sdpmcp.access;

import dev.sdpmcp.throttle.RateBucket;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/**
 * Rate limit per client address, before the API key is checked. Health probes of an orchestrator are exempt: behind
 * address translation they come from the address of all clients, and a server must not be restarted for what those
 * do. Answering a probe costs no more than refusing it.
 */
@Provider
@PreMatching
@Priority(FilterOrder.ADDRESS_RATE)
@ApplicationScoped
public class AddressRateFilter implements ContainerRequestFilter {

    private static final Set<String> PROBES = Set.of("health/live", "health/ready", "health/started");

    @Inject
    private RateLimits limits;

    @Inject
    private Refusals refusals;

    @Inject
    private HttpServletRequest servletRequest;

    @Override
    public void filter(ContainerRequestContext request) {
        if (isProbe(request.getMethod(), request.getUriInfo().getPath())) {
            return;
        }
        RateBucket bucket = limits.ofAddress(RequestAttributes.networkOf(servletRequest));
        if (!bucket.tryTake()) {
            refusals.refuse(request, servletRequest, HttpError.ADDRESS_RATE, bucket.look());
        }
    }

    /** @param path below the application, with a slash in front or, on other servers, without */
    static boolean isProbe(String method, String path) {
        return method.equals("GET") && PROBES.contains(path.startsWith("/") ? path.substring(1) : path);
    }
}
