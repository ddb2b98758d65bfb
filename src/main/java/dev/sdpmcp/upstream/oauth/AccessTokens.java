package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.config.UpstreamSettings.OAuthClient;
import dev.sdpmcp.upstream.AccessTokenSource;
import dev.sdpmcp.upstream.UpstreamFailure;
import dev.sdpmcp.upstream.UpstreamLimits;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The access token that all calls share, kept in memory. Thread-safe.
 *
 * <p>One renewal at a time, on a thread of the executor; whoever needs the token meanwhile waits for that one, and can be
 * interrupted. A failed renewal is remembered for a while, so that a lock-out is not made longer by asking again.
 */
public final class AccessTokens implements AccessTokenSource {

    private static final Logger LOG = System.getLogger(AccessTokens.class.getName());

    /** Renewed when less than this is left. */
    static final Duration MARGIN = Duration.ofSeconds(60);

    /**
     * After a token was renewed because the API refused it, the next refusal is believed only after this time: a token
     * that is refused again and again is not mended by an eleventh one. Keeps below ten tokens in ten minutes.
     */
    static final Duration BETWEEN_REFUSALS = Duration.ofSeconds(75);

    private static final Duration PAUSE_AFTER_REFUSAL = Duration.ofSeconds(60);
    private static final Duration PAUSE_AFTER_OUTAGE = Duration.ofSeconds(5);

    private final Supplier<AccessToken> endpoint;
    private final Executor executor;
    private final Clock clock;
    private final Duration patience;

    private @Nullable AccessToken token;
    private @Nullable CompletableFuture<AccessToken> renewal;
    private @Nullable UpstreamFailure lastFailure;
    private Instant notBefore = Instant.MIN;
    private Instant refusalsIgnoredUntil = Instant.MIN;

    public AccessTokens(OAuthClient client, UpstreamLimits limits, Executor executor, Clock clock) {
        this(new TokenEndpoint(client, limits, clock)::refresh, limits.whole(), executor, clock);
    }

    AccessTokens(Supplier<AccessToken> endpoint, Duration patience, Executor executor, Clock clock) {
        this.endpoint = endpoint;
        this.patience = patience;
        this.executor = executor;
        this.clock = clock;
    }

    @Override
    public String current() {
        CompletableFuture<AccessToken> awaited;
        synchronized (this) {
            if (token != null && token.lasts(MARGIN, clock.instant())) {
                return token.value();
            }
            awaited = renewing();
        }
        return await(awaited).value();
    }

    /** If another thread has renewed it meanwhile, that one; the same again if the last refusal was not long ago. */
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
                refusalsIgnoredUntil = clock.instant().plus(BETWEEN_REFUSALS);
            }
            if (token != null) {
                return token.value();
            }
            awaited = renewing();
        }
        return await(awaited).value();
    }

    /** The renewal under way, or a new one; holds the lock of this. */
    private CompletableFuture<AccessToken> renewing() {
        if (renewal != null) {
            return renewal;
        }
        if (lastFailure != null && clock.instant().isBefore(notBefore)) {
            return CompletableFuture.failedFuture(lastFailure);
        }
        CompletableFuture<AccessToken> started = new CompletableFuture<>();
        try {
            executor.execute(() -> renew(started));
        } catch (RejectedExecutionException full) {
            return CompletableFuture.failedFuture(new UpstreamFailure.Unavailable(
                    "the server has no thread left to get an access token; try again later", false, full));
        }
        renewal = started;
        return started;
    }

    private void renew(CompletableFuture<AccessToken> outcome) {
        try {
            AccessToken fresh = endpoint.get();
            settle(fresh, null);
            LOG.log(Level.INFO, "new {0}", fresh);
            outcome.complete(fresh);
        } catch (UpstreamFailure failure) {
            settle(null, failure);
            LOG.log(Level.WARNING, "no access token: {0}", failure.getMessage());
            outcome.completeExceptionally(failure);
        } catch (Throwable broken) { // the waiting threads must hear of it, whatever it is
            settle(null, null);
            outcome.completeExceptionally(broken);
        }
    }

    private synchronized void settle(@Nullable AccessToken fresh, @Nullable UpstreamFailure failure) {
        renewal = null;
        lastFailure = failure;
        if (fresh != null) {
            token = fresh;
        }
        if (failure != null) {
            notBefore = clock.instant().plus(pauseAfter(failure));
        }
    }

    private static Duration pauseAfter(UpstreamFailure failure) {
        if (failure instanceof UpstreamFailure.Throttled throttled) {
            return throttled.retryAfter();
        }
        return failure instanceof UpstreamFailure.Unavailable ? PAUSE_AFTER_OUTAGE : PAUSE_AFTER_REFUSAL;
    }

    private AccessToken await(CompletableFuture<AccessToken> awaited) {
        try {
            return awaited.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            CancellationException cancellation = new CancellationException("cancelled while waiting for a token");
            cancellation.initCause(cancelled);
            throw cancellation;
        } catch (TimeoutException late) {
            throw new UpstreamFailure.Unavailable("Zoho gave no access token in time; try again later", false, late);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UpstreamFailure failure) {
                throw failure;
            }
            throw new IllegalStateException("getting an access token broke", failed.getCause());
        }
    }
}
