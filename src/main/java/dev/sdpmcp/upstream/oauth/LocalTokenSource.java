package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.config.Secret;
import dev.sdpmcp.upstream.UpstreamFailure.Throttled;
import dev.sdpmcp.upstream.oauth.TokenEndpoint.TokenResponse;
import java.time.Clock;
import java.util.Optional;

/** Source of tokens that only this process has; they are lost when it ends ({@code SDP_USE_DB_TOKENS=false}). */
final class LocalTokenSource implements TokenSource {

    private final TokenEndpoint endpoint;
    private final Secret refreshToken;
    private final SlidingWindowLimit limit;
    private final Backoff backoff = new Backoff(false);

    LocalTokenSource(TokenEndpoint endpoint, Secret refreshToken, Clock clock) {
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
