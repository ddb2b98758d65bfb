package dev.sdpmcp.access;

import dev.sdpmcp.throttle.RateBucket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates a request by its API key and stores the caller in the request. After {@value
 * RateLimits#KEY_FAILURES_PER_MINUTE} wrong or missing keys from one address in a minute, further ones get a rate
 * limit error instead. A valid key is accepted from every address. Thread-safe.
 */
@ApplicationScoped
public class Authentication {

    private ApiKeys keys;
    private RateLimits limits;

    /** For the client proxy. */
    @SuppressWarnings("NullAway.Init")
    protected Authentication() {}

    @Inject
    Authentication(ApiKeys keys, RateLimits limits) {
        this.keys = keys;
        this.limits = limits;
    }

    /** Why a request is refused, and the rate limit if one was reached. */
    record Failure(HttpError error, RateBucket.@Nullable Taken limit) {}

    /** Requires a valid key. Empty if the caller is authenticated. */
    Optional<Failure> check(ContainerRequestContext request, HttpServletRequest servletRequest) {
        return check(SentKey.in(request, servletRequest.getQueryString()), request, servletRequest);
    }

    /** The same for public resources: a request without a key has not failed. */
    Optional<Failure> checkIfSent(ContainerRequestContext request, HttpServletRequest servletRequest) {
        SentKey sent = SentKey.in(request, servletRequest.getQueryString());
        return sent.isNone() ? Optional.empty() : check(sent, request, servletRequest);
    }

    private Optional<Failure> check(SentKey sent, ContainerRequestContext request, HttpServletRequest servletRequest) {
        Optional<Caller> caller =
                sent.usable().flatMap(key -> keys.callerWith(key, RequestAttributes.addressOf(servletRequest)));
        if (caller.isEmpty()) {
            return Optional.of(failure(sent, RequestAttributes.networkOf(servletRequest)));
        }
        RequestAttributes.setCaller(servletRequest, caller.get());
        request.setSecurityContext(
                new Known(caller.get(), request.getSecurityContext().isSecure()));
        return Optional.empty();
    }

    /**
     * Limits how many wrong keys are reported as wrong. A valid key is accepted all the same: there may be many
     * clients behind one address, and one with an old key must not lock out the others.
     */
    private Failure failure(SentKey sent, String network) {
        RateBucket.Taken taken = limits.noteKeyFailure(network);
        return taken.granted()
                ? new Failure(sent.refusal(), null)
                : new Failure(HttpError.TOO_MANY_KEY_FAILURES, taken);
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
