package dev.sdpmcp.access;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets in who sends a key of ours, on every resource that is not {@link OpenToAll}. */
@Provider
@Priority(FilterOrder.AUTHENTICATION)
@ApplicationScoped
public class AuthenticationFilter implements ContainerRequestFilter {

    private static final String KEY_HEADER = "X-API-Key";
    private static final String BEARER = "Bearer ";

    @Inject
    private ApiKeys keys;

    @Context
    @SuppressWarnings("NullAway.Init")
    private ResourceInfo resource;

    // Not by @Context: on Jersey that proxy has been seen to answer with another request, once a stream was open.
    @Inject
    private HttpServletRequest servletRequest;

    @Override
    public void filter(ContainerRequestContext request) {
        if (resource.getResourceClass().isAnnotationPresent(OpenToAll.class)) {
            return;
        }
        String key = keyOf(request);
        if (key == null) {
            request.abortWith(HttpError.API_KEY_REQUIRED.response(CorrelationFilter.idOf(servletRequest)));
            return;
        }
        Optional<Caller> caller = keys.callerWith(key, servletRequest.getRemoteAddr());
        if (caller.isEmpty()) {
            request.abortWith(HttpError.INVALID_API_KEY.response(CorrelationFilter.idOf(servletRequest)));
            return;
        }
        request.setSecurityContext(
                new Known(caller.get(), request.getSecurityContext().isSecure()));
    }

    private static @Nullable String keyOf(ContainerRequestContext request) {
        String key = request.getHeaderString(KEY_HEADER);
        if (key != null && !key.isBlank()) {
            return key.strip();
        }
        String authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        boolean bearer = authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return bearer ? authorization.substring(BEARER.length()).strip() : null;
    }

    private record Known(Caller caller, boolean secure) implements SecurityContext {
        @Override
        public Principal getUserPrincipal() {
            return caller;
        }

        @Override
        public boolean isUserInRole(String role) {
            return "admin".equals(role) && caller.admin();
        }

        @Override
        public boolean isSecure() {
            return secure;
        }

        @Override
        public String getAuthenticationScheme() {
            return "API key";
        }
    }
}
