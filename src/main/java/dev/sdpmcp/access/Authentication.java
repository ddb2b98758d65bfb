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
 * Finds out who calls, by the key that a request carries, and remembers it in the request. An address that sent {@value
 * RateLimits#KEY_FAILURES_PER_MINUTE} wrong or missing keys in a minute is told of further ones only to wait. A right key is
 * let in wherever it comes from. Thread-safe.
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

    /** Why a request is refused; with the limit, if one was reached. */
    record Failure(HttpError error, RateBucket.@Nullable Taken limit) {}

    /** Empty if the caller is known now. */
    Optional<Failure> check(ContainerRequestContext request, HttpServletRequest servletRequest) {
        return check(SentKey.in(request, servletRequest.getQueryString()), request, servletRequest);
    }

    /** The same for resources that are open to all: who sends no key at all has not failed. */
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
     * Of many wrong keys only as many are told that they are wrong as the limit allows. A good key is let in all the same:
     * behind one address there may be many clients, and one with an old key must not lock out the others.
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
