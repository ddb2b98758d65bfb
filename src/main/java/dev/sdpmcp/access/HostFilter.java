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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks {@code Host} and {@code Origin} on every route, and answers pre-flight requests if CORS is on. */
@Provider
@PreMatching
@Priority(FilterOrder.HOST)
@ApplicationScoped
public class HostFilter implements ContainerRequestFilter {

    static final String ORIGIN = "Origin";

    /**
     * Headers that a web page may send. Clients send the revision with every message once it is negotiated
     * (2025-06-18, Transports, Protocol Version Header); {@code trace…} is W3C Trace Context.
     */
    private static final String SENT_BY_PAGES = String.join(
            ", ",
            "Authorization",
            "Content-Type",
            "X-API-Key",
            "Last-Event-ID",
            "Mcp-Protocol-Version",
            "X-MCP-Toolsets",
            "X-MCP-Readonly",
            "traceparent",
            "tracestate");

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
        Optional<HttpError> refusal =
                check(servletRequest, request.getHeaderString(HttpHeaders.HOST), request.getHeaderString(ORIGIN));
        if (refusal.isPresent()) {
            refusals.refuse(request, servletRequest, refusal.get());
        } else if (isPreflight(request)) {
            request.abortWith(Response.noContent()
                    .header("Access-Control-Allow-Methods", "GET, POST, DELETE")
                    .header("Access-Control-Allow-Headers", SENT_BY_PAGES)
                    .header("Access-Control-Max-Age", "600")
                    .build());
        } else if (HttpMethod.OPTIONS.equals(request.getMethod())) {
            // only pre-flight requests use this method, and servers would answer it in different ways
            refusals.refuse(request, servletRequest, HttpError.METHOD_NOT_ALLOWED);
        }
    }

    /**
     * The error for these headers, if there is one. Probes, Prometheus and commands on this machine use a loopback
     * name, whatever name the others use.
     *
     * @param request whose client address is known
     */
    Optional<HttpError> check(HttpServletRequest request, @Nullable String host, @Nullable String origin) {
        boolean own = configuration.access().loopback()
                && RequestAttributes.isDirect(request)
                && RequestedHost.isLoopback(host);
        if (!own && !names.admitsHost(host)) {
            return Optional.of(HttpError.HOST_NOT_ALLOWED);
        }
        return names.admitsOrigin(origin) ? Optional.empty() : Optional.of(HttpError.ORIGIN_NOT_ALLOWED);
    }

    /** Whether CORS lets web pages of the origin read responses. */
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
