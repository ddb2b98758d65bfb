package dev.sdpmcp.access;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Requires JSON in UTF-8 for POST. A filter instead of {@code @Consumes}, which JAX-RS checks before the key: without
 * a key all resources must look the same.
 */
@Provider
@Priority(FilterOrder.CONTENT_TYPE)
@ApplicationScoped
public class ContentTypeFilter implements ContainerRequestFilter {

    private static final String JSON = "application/json";
    private static final String CHARSET = "charset=";

    @Inject
    private Refusals refusals;

    @Inject
    private HttpServletRequest servletRequest;

    @Override
    public void filter(ContainerRequestContext request) {
        if (HttpMethod.POST.equals(request.getMethod()) && !isJson(request.getHeaderString(HttpHeaders.CONTENT_TYPE))) {
            refusals.refuse(request, servletRequest, HttpError.UNSUPPORTED_MEDIA_TYPE);
        }
    }

    static boolean isJson(@Nullable String contentType) {
        if (contentType == null || !contentType.regionMatches(true, 0, JSON, 0, JSON.length())) {
            return false;
        }
        String parameters = contentType.substring(JSON.length()).strip();
        return parameters.isEmpty() || (parameters.charAt(0) == ';' && isUtf8(parameters));
    }

    private static boolean isUtf8(String parameters) {
        String lowerCase = parameters.toLowerCase(Locale.ROOT);
        int charset = lowerCase.indexOf(CHARSET);
        if (charset < 0) {
            return true;
        }
        String name = lowerCase.substring(charset + CHARSET.length());
        return name.startsWith("utf-8") || name.startsWith("\"utf-8\"");
    }
}
