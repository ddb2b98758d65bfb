package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.config.Secret;
import dev.sdpmcp.upstream.UpstreamFailure;
import dev.sdpmcp.upstream.UpstreamFailure.Throttled;
import dev.sdpmcp.upstream.oauth.TokenEndpoint.Outcome;
import dev.sdpmcp.upstream.oauth.TokenEndpoint.TokenResponse;
import dev.sdpmcp.upstream.oauth.TokenEndpoint.TokenResponse.Denied;
import dev.sdpmcp.upstream.oauth.TokenEndpoint.TokenResponse.Issued;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Source of the access tokens of this process. One thread at a time calls {@link #obtain}; every method may block for a
 * bounded time.
 */
interface TokenSource {

    /** Returns a token that satisfies the demand, or the failure. */
    TokenResult obtain(TokenDemand demand);

    /** Returns a token that another process has obtained meanwhile; sends nothing to Zoho. */
    default Optional<AccessToken> findStored() {
        return Optional.empty();
    }

    /**
     * Prepares for the first call; sends nothing to Zoho.
     *
     * @return what an operator must do before there can be a token; as a rule empty
     * @throws dev.sdpmcp.persistence.DatabaseUnavailable if that cannot be determined now
     */
    default Optional<String> initialize() {
        return Optional.empty();
    }

    /** Stores outcomes that could not be stored when they happened. Any thread may call it. */
    default void storePending() {}

    /** How many more requests this process may send to Zoho in this window, as far as it knows. */
    default int requestsLeft() {
        return SlidingWindowLimit.MAX_REQUESTS;
    }

    /** Deletes expired rows. */
    default void deleteExpired() {}

    /**
     * An access token of Zoho, valid for about an hour.
     *
     * @param value the secret; must not be logged
     * @param expiresAt by the clock of this process
     */
    record AccessToken(String value, Instant expiresAt) {

        /** Whether it will still be valid after the margin. */
        boolean lasts(Duration margin, Instant now) {
            return now.plus(margin).isBefore(expiresAt);
        }

        @Override
        public String toString() {
            return "access token until " + expiresAt;
        }
    }

    /**
     * Why a token is needed.
     *
     * @param held the insufficient token that the process has; empty if it has none
     * @param refused whether the API refused that token
     * @param urgent whether a call waits; otherwise the held token is valid for some minutes more
     */
    record TokenDemand(Optional<String> held, boolean refused, boolean urgent) {

        static final TokenDemand FIRST = new TokenDemand(Optional.empty(), false, true);

        /** Does not contain the token. */
        @Override
        public String toString() {
            return "demand for a token, refused " + refused + ", urgent " + urgent;
        }
    }

    /** The outcome of {@link #obtain}. */
    sealed interface TokenResult {

        /** A token. */
        record Success(AccessToken token) implements TokenResult {}

        /**
         * No token.
         *
         * @param pause how long the source should not be called again
         */
        record Failure(UpstreamFailure failure, Duration pause) implements TokenResult {}
    }

    /** How long Zoho is not called after a failure; grows during an outage. Not thread-safe. */
    final class Backoff {

        static final Duration MIN_PAUSE = Duration.ofSeconds(5);

        /** Four requests in ten minutes, so that a long outage does not use up the requests that are allowed. */
        private static final Duration MAX_OUTAGE_PAUSE = Duration.ofSeconds(150);

        private static final Duration REFUSAL_PAUSE = Duration.ofMinutes(5);

        private final boolean stored;
        private Duration nextOutagePause = MIN_PAUSE;

        /** @param stored whether a refusal is in the database, so that the next attempt sends nothing to Zoho */
        Backoff(boolean stored) {
            this.stored = stored;
        }

        TokenResult success(AccessToken token) {
            nextOutagePause = MIN_PAUSE;
            return new TokenResult.Success(token);
        }

        TokenResult result(TokenResponse response) {
            return switch (response) {
                case Issued issued -> success(issued.accessToken());
                case Denied denied -> new TokenResult.Failure(denied.failure(), pauseAfter(denied.outcome()));
            };
        }

        private Duration pauseAfter(Outcome outcome) {
            return switch (outcome) {
                case ISSUED, NOT_SENT -> MIN_PAUSE;
                case OUTAGE -> {
                    Duration pause = nextOutagePause;
                    Duration twice = pause.multipliedBy(2);
                    nextOutagePause = twice.compareTo(MAX_OUTAGE_PAUSE) > 0 ? MAX_OUTAGE_PAUSE : twice;
                    yield pause;
                }
                case THROTTLED -> stored ? MIN_PAUSE : TokenEndpoint.THROTTLE_PAUSE;
                case GRANT_REFUSED -> stored ? MIN_PAUSE : REFUSAL_PAUSE;
                case CREDENTIALS_REFUSED -> REFUSAL_PAUSE;
            };
        }
    }

    /** Source of tokens that only this process has; they are lost when it ends ({@code SDP_USE_DB_TOKENS=false}). */
    final class Local implements TokenSource {

        private final TokenEndpoint endpoint;
        private final Secret refreshToken;
        private final SlidingWindowLimit limit;
        private final Backoff backoff = new Backoff(false);

        Local(TokenEndpoint endpoint, Secret refreshToken, Clock clock) {
            this.endpoint = endpoint;
            this.refreshToken = refreshToken;
            this.limit = new SlidingWindowLimit(SlidingWindowLimit.MAX_REQUESTS, clock);
        }

        @Override
        public int requestsLeft() {
            return limit.remaining();
        }

        @Override
        public TokenResult obtain(TokenDemand demand) {
            Optional<Throttled> exceeded = limit.tryAcquire();
            if (exceeded.isPresent()) {
                return new TokenResult.Failure(exceeded.get(), exceeded.get().retryAfter());
            }
            TokenResponse response = endpoint.refresh(refreshToken);
            if (!response.counts()) {
                limit.cancelLast();
            }
            return backoff.result(response);
        }
    }
}
