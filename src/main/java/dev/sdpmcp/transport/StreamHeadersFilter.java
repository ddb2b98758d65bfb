package dev.sdpmcp.transport;

import jakarta.ws.rs.NameBinding;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/**
 * Headers that keep caches and proxies from buffering events. On RESTEasy the filter runs on the thread that sends
 * the first event, so it uses nothing but the headers.
 */
@Provider
@StreamHeadersFilter.StreamHeaders
public class StreamHeadersFilter implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        response.getHeaders().putSingle("X-Accel-Buffering", "no");
    }

    /** Binds {@link StreamHeadersFilter} to the resources that answer with a stream. */
    @NameBinding
    @Retention(RetentionPolicy.RUNTIME)
    @interface StreamHeaders {}
}
