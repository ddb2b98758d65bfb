package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.upstream.UpstreamFailure;
import java.time.Duration;
import java.util.Optional;

/** Where this process gets access tokens from. Asked by one thread at a time; every method may block for a bounded time. */
interface TokenSource {

    /** A token that serves the need, or why there is none. */
    Supply obtain(Need need);

    /** A token that somebody else has got meanwhile; never asks Zoho. */
    default Optional<AccessToken> look() {
        return Optional.empty();
    }

    /**
     * Gets ready for the first call, without asking Zoho.
     *
     * @return what an operator must do before there can be a token; empty as a rule
     * @throws dev.sdpmcp.persistence.DatabaseUnavailable if that cannot be found out now
     */
    default Optional<String> begin() {
        return Optional.empty();
    }

    /** Writes down what could not be written when it happened; may be called by another thread than {@link #obtain}. */
    default void catchUp() {}

    /** How often Zoho may still be asked in these ten minutes, as far as this process knows. */
    default int requestsLeft() {
        return SlidingWindowLimit.MOST;
    }

    /** Deletes what is not needed any more. */
    default void tidy() {}

    /**
     * Why a token is needed.
     *
     * @param held the token that the process has, which will not do; empty if it has none
     * @param refused whether the API refused that one
     * @param urgent whether a call waits; otherwise the token held will do for some minutes
     */
    record Need(Optional<String> held, boolean refused, boolean urgent) {

        static final Need FIRST = new Need(Optional.empty(), false, true);

        static Need afterRefusalOf(String token) {
            return new Need(Optional.of(token), true, true);
        }

        @Override
        public String toString() {
            return "need of a token, refused " + refused + ", urgent " + urgent;
        }
    }

    /** The outcome. */
    sealed interface Supply {

        /** A token. */
        record Got(AccessToken token) implements Supply {}

        /**
         * None.
         *
         * @param pause how long the source is not to be asked again
         */
        record None(UpstreamFailure failure, Duration pause) implements Supply {}
    }
}
