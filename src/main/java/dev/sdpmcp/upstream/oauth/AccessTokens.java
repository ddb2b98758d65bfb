package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.config.UpstreamSettings.OAuthClient;
import dev.sdpmcp.telemetry.ExceptionSummary;
import dev.sdpmcp.upstream.AccessTokenSource;
import dev.sdpmcp.upstream.CallCancelled;
import dev.sdpmcp.upstream.UpstreamFailure;
import dev.sdpmcp.upstream.UpstreamLimits;
import dev.sdpmcp.upstream.oauth.TokenSource.AccessToken;
import dev.sdpmcp.upstream.oauth.TokenSource.TokenDemand;
import dev.sdpmcp.upstream.oauth.TokenSource.TokenResult;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Cache of the access token that all calls of this process share. Thread-safe.
 *
 * <p>At most one refresh runs at a time, on a thread of the executor; a call that needs the token meanwhile waits for
 * it and can be interrupted. A failed refresh is not repeated for a while, because more requests extend a throttle of
 * Zoho. A token in use is refreshed some minutes before it expires, so that no call waits; an unused token is not.
 */
public final class AccessTokens implements AccessTokenSource {

    private static final Logger LOG = System.getLogger(AccessTokens.class.getName());

    /** A call waits for a new token if the current one is valid for less than this. */
    static final Duration MARGIN = Duration.ofSeconds(60);

    /**
     * After the API refused a token, another refusal leads to a refresh only after this time: a new token does not help
     * if the API refuses each of them. Leaves requests for tokens that expire.
     */
    static final Duration MIN_REFUSAL_INTERVAL = Duration.ofSeconds(90);

    /** When a failed refresh is repeated although no call needs a token. */
    static final Duration RETRY_INTERVAL = Duration.ofMinutes(10);

    private static final Duration REFRESH_AHEAD = Duration.ofMinutes(5);
    private static final int MAX_JITTER_SECONDS = 60;
    private static final int LIFETIME_SHARE = 4;

    private final TokenSource source;
    private final Executor executor;
    private final Clock clock;
    private final Duration maxWait;

    private @Nullable AccessToken token;
    private Instant obtainedAt = Instant.MIN;
    private Instant refreshAt = Instant.MAX;
    private boolean used;
    private @Nullable CompletableFuture<AccessToken> refresh;
    private @Nullable UpstreamFailure lastFailure;
    private Instant failedAt = Instant.MIN;
    private Instant notBefore = Instant.MIN;
    private Instant refusalsIgnoredUntil = Instant.MIN;

    /**
     * State of the token of this process.
     *
     * @param valid whether there is a token that has not expired
     * @param failure of the last refresh; empty if that succeeded
     * @param age since this process obtained the token; empty without a valid one
     * @param left until it expires; empty without a valid one
     */
    record TokenState(
            boolean valid, Optional<UpstreamFailure> failure, Optional<Duration> age, Optional<Duration> left) {}

    /**
     * A cache of tokens that only this process has.
     *
     * @param client with a refresh token
     */
    public AccessTokens(OAuthClient client, UpstreamLimits limits, Executor executor, Clock clock) {
        this(
                new TokenSource.Local(
                        new TokenEndpoint(client, limits, clock),
                        client.refreshToken().orElseThrow(),
                        clock),
                limits.whole(),
                executor,
                clock);
    }

    /** @param maxWait how long a call waits for a token */
    AccessTokens(TokenSource source, Duration maxWait, Executor executor, Clock clock) {
        this.source = source;
        this.maxWait = maxWait;
        this.executor = executor;
        this.clock = clock;
    }

    TokenSource source() {
        return source;
    }

    @Override
    public String current() {
        CompletableFuture<AccessToken> awaited;
        synchronized (this) {
            used = true;
            if (token != null && token.lasts(MARGIN, clock.instant())) {
                return token.value();
            }
            awaited = refreshFor(new TokenDemand(heldToken(), false, true));
        }
        return await(awaited).value();
    }

    /**
     * Returns the newer token if another thread has refreshed it meanwhile, the same again soon after the last refusal.
     */
    @Override
    public String renewed(String refused) {
        CompletableFuture<AccessToken> awaited;
        synchronized (this) {
            boolean same = token != null && token.value().equals(refused);
            if (same && clock.instant().isBefore(refusalsIgnoredUntil)) {
                return refused;
            }
            if (same) {
                token = null;
                refusalsIgnoredUntil = clock.instant().plus(MIN_REFUSAL_INTERVAL);
            }
            if (token != null) {
                return token.value();
            }
            awaited = refreshFor(new TokenDemand(Optional.of(refused), true, true));
        }
        return await(awaited).value();
    }

    /**
     * Starts a refresh if the token is in use and expires in a few minutes. After a failure, looks for a token that
     * another server has stored, and repeats the refresh at intervals unless Zoho refused the credentials. To be called
     * every few seconds; does not wait for Zoho.
     *
     * @throws dev.sdpmcp.persistence.DatabaseUnavailable if it cannot look for a stored token
     */
    void keepFresh() {
        if (!refreshIfDue() && state().failure().isPresent()) {
            source.findStored().ifPresent(this::adopt);
        }
    }

    private synchronized boolean refreshIfDue() {
        Instant now = clock.instant();
        if (refresh != null || now.isBefore(notBefore) || !(isRefreshDue(now) || isRetryDue(now))) {
            return refresh != null;
        }
        start(
                new TokenDemand(heldToken(), false, token == null || !token.lasts(MARGIN, now)),
                new CompletableFuture<>());
        return true;
    }

    private boolean isRefreshDue(Instant now) {
        return token != null && used && !now.isBefore(refreshAt);
    }

    /** Without a token and without calls, a failure would be reported long after its cause is gone. */
    private boolean isRetryDue(Instant now) {
        return lastFailure != null
                && !(lastFailure instanceof UpstreamFailure.Unauthorised)
                && !state().valid()
                && !now.isBefore(failedAt.plus(RETRY_INTERVAL));
    }

    synchronized TokenState state() {
        Instant now = clock.instant();
        Optional<AccessToken> valid = Optional.ofNullable(token).filter(held -> held.lasts(Duration.ZERO, now));
        return new TokenState(
                valid.isPresent(),
                Optional.ofNullable(lastFailure),
                valid.map(held -> Duration.between(obtainedAt, now)),
                valid.map(held -> Duration.between(now, held.expiresAt())));
    }

    private Optional<String> heldToken() {
        return Optional.ofNullable(token).map(AccessToken::value);
    }

    /** The running refresh, or a new one. The caller holds the lock of this. */
    private CompletableFuture<AccessToken> refreshFor(TokenDemand demand) {
        if (refresh != null) {
            return refresh;
        }
        if (lastFailure != null && clock.instant().isBefore(notBefore)) {
            return CompletableFuture.failedFuture(lastFailure);
        }
        CompletableFuture<AccessToken> started = new CompletableFuture<>();
        start(demand, started);
        return started;
    }

    /** Fails if no thread is free. The caller holds the lock of this. */
    private void start(TokenDemand demand, CompletableFuture<AccessToken> outcome) {
        refresh = outcome;
        try {
            executor.execute(() -> run(demand, outcome));
        } catch (RejectedExecutionException full) {
            refresh = null;
            outcome.completeExceptionally(new UpstreamFailure.Unavailable(
                    "the server has no free thread to get an access token; try again later", false, full));
        }
    }

    private void run(TokenDemand demand, CompletableFuture<AccessToken> outcome) {
        try {
            switch (source.obtain(demand)) {
                case TokenResult.Success(AccessToken fresh) -> {
                    finish(() -> use(fresh));
                    LOG.log(Level.INFO, "{0}", fresh);
                    outcome.complete(fresh);
                }
                case TokenResult.Failure(UpstreamFailure failure, Duration pause) -> {
                    finish(() -> pause(failure, pause));
                    LOG.log(Level.WARNING, "no access token: {0}", failure.getMessage());
                    outcome.completeExceptionally(failure);
                }
            }
        } catch (Throwable unexpected) { // the waiting threads must get it, whatever it is
            finish(() -> {});
            LOG.log(Level.ERROR, "the refresh of the access token failed: {0}", ExceptionSummary.inOneLine(unexpected));
            outcome.completeExceptionally(unexpected);
        }
    }

    private synchronized void finish(Runnable change) {
        refresh = null;
        change.run();
    }

    private void pause(UpstreamFailure failure, Duration pause) {
        lastFailure = failure;
        failedAt = clock.instant();
        notBefore = failedAt.plus(pause);
    }

    /** Does nothing for the token that this process has: the failure came after it. */
    private synchronized void adopt(AccessToken stored) {
        boolean other = token == null || !token.value().equals(stored.value());
        if (other && refresh == null && lastFailure != null) {
            use(stored);
            LOG.log(Level.INFO, "{0}, obtained by another process", stored);
        }
    }

    /** Each process refreshes at a different time, so that as a rule the first of them does it for all. */
    private void use(AccessToken fresh) {
        Duration ahead = REFRESH_AHEAD.plusSeconds(ThreadLocalRandom.current().nextInt(MAX_JITTER_SECONDS));
        Duration share = Duration.between(clock.instant(), fresh.expiresAt()).dividedBy(LIFETIME_SHARE);
        refreshAt = fresh.expiresAt().minus(ahead.compareTo(share) < 0 ? ahead : share);
        token = fresh;
        obtainedAt = clock.instant();
        used = false;
        lastFailure = null;
        notBefore = Instant.MIN;
    }

    private AccessToken await(CompletableFuture<AccessToken> awaited) {
        try {
            return awaited.get(maxWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException cancelled) {
            throw CallCancelled.of("cancelled while waiting for an access token", cancelled);
        } catch (TimeoutException late) {
            throw new UpstreamFailure.Unavailable("Zoho gave no access token in time; try again later", false, late);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UpstreamFailure failure) {
                throw failure;
            }
            throw new IllegalStateException("the refresh of the access token failed", failed.getCause());
        }
    }
}
