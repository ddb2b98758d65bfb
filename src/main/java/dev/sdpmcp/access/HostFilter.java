package dev.sdpmcp.access;

import dev.sdpmcp.config.HttpSettings;
import dev.sdpmcp.config.ServerConfiguration;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/** Checks {@code Host} and {@code Origin} on every route, and answers pre-flight requests if CORS is on. */
@Provider
@PreMatching
@Priority(FilterOrder.HOST)
@ApplicationScoped
public class HostFilter implements ContainerRequestFilter {

    static final String ORIGIN = "Origin";

    @Inject
    private ServerConfiguration configuration;

    @Inject
    private Refusals refusals;

    @Inject
    private HttpServletRequest servletRequest;

    private RequestedHost names;

    @PostConstruct
    void prepare() {
        HttpSettings http = configuration.http();
        names = new RequestedHost(http.allowedHosts(), http.allowedOrigins());
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!names.admitsHost(request.getHeaderString(HttpHeaders.HOST))) {
            refusals.refuse(request, servletRequest, HttpError.HOST_NOT_ALLOWED);
        } else if (!names.admitsOrigin(request.getHeaderString(ORIGIN))) {
            refusals.refuse(request, servletRequest, HttpError.ORIGIN_NOT_ALLOWED);
        } else if (isPreflight(request)) {
            request.abortWith(Response.noContent()
                    .header("Access-Control-Allow-Methods", "GET, POST, DELETE")
                    .header("Access-Control-Allow-Headers", "Authorization, Content-Type, X-API-Key, Last-Event-ID")
                    .header("Access-Control-Max-Age", "600")
                    .build());
        }
    }

    /** Whether web pages of the origin may read the answers. */
    boolean sharesWith(@Nullable String origin) {
        return origin != null && configuration.http().cors() && names.isListed(origin);
    }

    private boolean isPreflight(ContainerRequestContext request) {
        return configuration.http().cors()
                && HttpMethod.OPTIONS.equals(request.getMethod())
                && request.getHeaderString(ORIGIN) != null
                && request.getHeaderString("Access-Control-Request-Method") != null;
    }
}
