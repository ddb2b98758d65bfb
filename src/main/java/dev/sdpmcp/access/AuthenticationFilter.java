package dev.sdpmcp.access;

import dev.sdpmcp.throttle.RateBucket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who sends a key of ours; {@link AuthenticationFeature} says where. An address that sent {@value
 * RateLimits#KEY_FAILURES_PER_MINUTE} wrong or missing keys in a minute has to wait, right key or not: otherwise guessing
 * would go on at full speed. Others are not touched by that.
 */
@ApplicationScoped
public class AuthenticationFilter implements ContainerRequestFilter {

    @Inject
    private ApiKeys keys;

    @Inject
    private RateLimits limits;

    @Inject
    private Refusals refusals;

    // Not by @Context: on Jersey that proxy has been seen to answer with another request, once a stream was open.
    @Inject
    private HttpServletRequest servletRequest;

    @Override
    public void filter(ContainerRequestContext request) {
        RateBucket.@Nullable Taken tooMany = limits.tooManyKeyFailures(RequestFacts.networkOf(servletRequest));
        if (tooMany != null) {
            refusals.refuse(request, servletRequest, HttpError.TOO_MANY_KEY_FAILURES, tooMany);
            return;
        }
        SentKey sent = SentKey.in(request, servletRequest.getQueryString());
        Optional<Caller> caller =
                sent.usable().flatMap(key -> keys.callerWith(key, RequestFacts.addressOf(servletRequest)));
        if (caller.isPresent()) {
            RequestFacts.setCaller(servletRequest, caller.get());
            request.setSecurityContext(
                    new Known(caller.get(), request.getSecurityContext().isSecure()));
        } else {
            refuse(request, sent.refusal());
        }
    }

    /** Of many wrong keys at once only as many are told that they are wrong as the limit allows. */
    private void refuse(ContainerRequestContext request, HttpError reason) {
        RateBucket.Taken taken = limits.noteKeyFailure(RequestFacts.networkOf(servletRequest));
        if (taken.granted()) {
            refusals.refuse(request, servletRequest, reason);
        } else {
            refusals.refuse(request, servletRequest, HttpError.TOO_MANY_KEY_FAILURES, taken);
        }
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
