package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.config.Secret;
import dev.sdpmcp.upstream.UpstreamFailure;
import java.util.Optional;

/** What Zoho's token endpoint said. */
sealed interface TokenAnswer {

    /**
     * Tokens.
     *
     * @param refreshToken for a code always, for a refresh token as a rule not
     * @param scopes as Zoho names them, separated by blanks; may be empty
     */
    record Issued(AccessToken accessToken, Optional<Secret> refreshToken, String scopes) implements TokenAnswer {}

    /** No tokens; the failure says to operators what to do. */
    record Denied(Reason reason, UpstreamFailure failure) implements TokenAnswer {}

    /** Why there are none. */
    enum Reason {
        /** The request did not reach Zoho. */
        NOT_SENT,
        /** No answer, a server error, or an answer without meaning. */
        OUTAGE,
        /** Too many requests. */
        THROTTLED,
        /** The code or the refresh token is not accepted. */
        GRANT_REFUSED,
        /** Something else in our credentials is wrong. */
        CREDENTIALS_REFUSED
    }
}
