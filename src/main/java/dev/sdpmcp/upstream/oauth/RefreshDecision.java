package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.config.Secret;
import dev.sdpmcp.upstream.UpstreamFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** What a server that needs an access token may do now, according to the database. */
sealed interface RefreshDecision {

    /**
     * Use the stored token.
     *
     * @param left how long it is still valid
     * @param grant for a request while the database is unavailable; empty if it cannot be decrypted
     */
    record UseStored(String token, Duration left, Optional<Grant> grant) implements RefreshDecision {
        @Override
        public String toString() {
            return "use the stored token for " + left;
        }
    }

    /** Request a token from Zoho; the request is already counted, and its outcome must be stored. */
    record Request(Ticket ticket, Grant grant) implements RefreshDecision {}

    /** Try again in a moment: another server is requesting a token. */
    record Wait() implements RefreshDecision {}

    /** Fail: no server may request a token now. */
    record Reject(UpstreamFailure failure) implements RefreshDecision {}

    /**
     * A refresh token.
     *
     * @param number increases with each refresh token of this client
     */
    record Grant(Secret refreshToken, long number) {}

    /**
     * Permission for one request to Zoho.
     *
     * @param requestId of the row in {@code token_requests}; also the owner of the lease
     * @param grantNumber of the refresh token that is used; the result for an older one is not stored
     */
    record Ticket(String requestId, long grantNumber) {

        static Ticket forGrant(long grantNumber) {
            return new Ticket(UUID.randomUUID().toString(), grantNumber);
        }
    }
}
