package dev.sdpmcp.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;

/** Adds the security headers to every response, and CORS headers where they apply. */
@Provider
@ApplicationScoped
public class ResponseHeadersFilter implements ContainerResponseFilter {

    /** Headers of every response. */
    static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options",
            "nosniff",
            "Content-Security-Policy",
            "default-src 'none'; frame-ancestors 'none'",
            "Referrer-Policy",
            "no-referrer",
            HttpHeaders.CACHE_CONTROL,
            "no-store");

    @Inject
    private HostFilter hosts;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        ALWAYS.forEach(headers::putSingle);
        if (request.getHeaderString(AmbiguousRequests.TRANSFER_ENCODING) != null) {
            // A Content-Length beside it is hidden from us and enables request smuggling: the connection is closed.
            headers.putSingle("Connection", "close");
        }
        String origin = request.getHeaderString(HostFilter.ORIGIN);
        if (hosts.sharesWith(origin)) {
            headers.putSingle("Access-Control-Allow-Origin", origin);
            headers.putSingle(HttpHeaders.VARY, HostFilter.ORIGIN);
            headers.putSingle(
                    "Access-Control-Expose-Headers",
                    "X-Request-Id, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset");
        }
    }
}
