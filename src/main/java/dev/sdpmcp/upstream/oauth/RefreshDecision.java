package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.config.Secret;
import dev.sdpmcp.upstream.UpstreamFailure;
import java.time.Duration;
import java.util.Optional;

/** What a server that needs an access token may do now, as far as the database knows. */
sealed interface RefreshDecision {

    /**
     * Use the token that is kept, for so long.
     *
     * @param grant with which a new one could be got while the database is away; empty if it does not open
     */
    record Use(String token, Duration left, Optional<Grant> grant) implements RefreshDecision {
        @Override
        public String toString() {
            return "use what is kept for " + left;
        }
    }

    /** Ask Zoho; the request is counted already, and the lease must be settled. */
    record Ask(Lease lease, Grant grant) implements RefreshDecision {}

    /** Look again in a moment: another server is asking. */
    record Wait() implements RefreshDecision {}

    /** Go without: nobody may ask now. */
    record Refuse(UpstreamFailure failure) implements RefreshDecision {}

    /**
     * A refresh token.
     *
     * @param number counts those of this client
     */
    record Grant(Secret refreshToken, long number) {}

    /**
     * The right to ask Zoho once.
     *
     * @param owner of the lease on the row
     * @param grantNumber of the refresh token that is used; what comes for another one is not kept
     * @param requestId of the row in {@code token_requests}
     */
    record Lease(String owner, long grantNumber, String requestId) {}
}
