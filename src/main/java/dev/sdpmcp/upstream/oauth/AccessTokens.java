package dev.sdpmcp.upstream.oauth;

import static java.util.Objects.requireNonNull;

import dev.sdpmcp.config.UpstreamSettings.OAuthClient;
import dev.sdpmcp.telemetry.ExceptionSummary;
import dev.sdpmcp.upstream.AccessTokenSource;
import dev.sdpmcp.upstream.CallCancelled;
import dev.sdpmcp.upstream.UpstreamFailure;
import dev.sdpmcp.upstream.UpstreamLimits;
import dev.sdpmcp.upstream.oauth.TokenSource.Need;
import dev.sdpmcp.upstream.oauth.TokenSource.Supply;
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
 * The access token that all calls of this process share. Thread-safe.
 *
 * <p>One renewal at a time, on a thread of the executor; whoever needs the token meanwhile waits for that one, and can be
 * interrupted. A failed renewal is remembered for a while, so that a lock-out is not made longer by asking again. A token in
 * use is renewed some minutes ahead of its end, so that no call waits; one that nobody uses is left to end.
 */
public final class AccessTokens implements AccessTokenSource {

    private static final Logger LOG = System.getLogger(AccessTokens.class.getName());

    /** A call waits for another one when less than this is left. */
    static final Duration MARGIN = Duration.ofSeconds(60);

    /**
     * After a token was renewed because the API refused it, the next refusal is believed only after this time: a token
     * that is refused again and again is not mended by another one. Leaves calls for tokens that come to their end.
     */
    static final Duration BETWEEN_REFUSALS = Duration.ofSeconds(90);

    /** After a failure that may pass by itself, when nobody asks for a token meanwhile. */
    static final Duration BETWEEN_TRIALS = Duration.ofMinutes(10);

    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final int MOST_SECONDS_EARLIER = 60;
    private static final int SHARE_OF_LIFE = 4;

    private final TokenSource source;
    private final Executor executor;
    private final Clock clock;
    private final Duration patience;

    private @Nullable AccessToken token;
    private Instant gotAt = Instant.MIN;
    private Instant renewAhead = Instant.MAX;
    private boolean used;
    private @Nullable CompletableFuture<AccessToken> renewal;
    private @Nullable UpstreamFailure lastFailure;
    private Instant failedAt = Instant.MIN;
    private Instant notBefore = Instant.MIN;
    private Instant refusalsIgnoredUntil = Instant.MIN;

    /**
     * Tokens that only this process knows.
     *
     * @param client with a refresh token
     */
    public AccessTokens(OAuthClient client, UpstreamLimits limits, Executor executor, Clock clock) {
        this(
                new LocalTokenSource(
                        new TokenEndpoint(client, limits, clock),
                        client.refreshToken().orElseThrow(),
                        clock),
                limits.whole(),
                executor,
                clock);
    }

    /** @param patience how long a call waits for a token */
    AccessTokens(TokenSource source, Duration patience, Executor executor, Clock clock) {
        this.source = source;
        this.patience = patience;
        this.executor = executor;
        this.clock = clock;
    }

    @Override
    public String current() {
        CompletableFuture<AccessToken> awaited;
        synchronized (this) {
            used = true;
            if (token != null && token.lasts(MARGIN, clock.instant())) {
                return token.value();
            }
            awaited = renewing(new Need(held(), false, true));
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
            awaited = renewing(Need.afterRefusalOf(refused));
        }
        return await(awaited).value();
    }

    /**
     * Renews the token if it is in use and will end in a few minutes; after a failure looks whether another server, or an
     * operator, has mended it, and asks again now and then unless the credentials were refused. To be called every few seconds; does not wait for Zoho.
     *
     * @throws dev.sdpmcp.persistence.DatabaseUnavailable if it cannot look
     */
    void keepFresh() {
        if (!renewsAhead() && state().failure().isPresent()) {
            source.look().ifPresent(this::adopt);
        }
    }

    private synchronized boolean renewsAhead() {
        Instant now = clock.instant();
        if (renewal != null || now.isBefore(notBefore) || !(isDueAhead(now) || isDueAgain(now))) {
            return renewal != null;
        }
        try {
            start(new Need(held(), false, token == null || !token.lasts(MARGIN, now)));
        } catch (RejectedExecutionException full) {
            LOG.log(Level.DEBUG, "no thread left to renew the access token ahead of its end; next time");
        }
        return true;
    }

    private boolean isDueAhead(Instant now) {
        return token != null && used && !now.isBefore(renewAhead);
    }

    /** Without a token, and with nobody who calls, a failure that has passed would look like one that lasts. */
    private boolean isDueAgain(Instant now) {
        return lastFailure != null
                && !(lastFailure instanceof UpstreamFailure.Unauthorised)
                && !state().valid()
                && !now.isBefore(failedAt.plus(BETWEEN_TRIALS));
    }

    /** As {@link TokenSource#begin()}. */
    Optional<String> begin() {
        return source.begin();
    }

    /** As {@link TokenSource#catchUp()}. */
    void catchUp() {
        source.catchUp();
    }

    /** As {@link TokenSource#requestsLeft()}. */
    int requestsLeft() {
        return source.requestsLeft();
    }

    /** As {@link TokenSource#tidy()}. */
    void tidy() {
        source.tidy();
    }

    /** How it stands, without asking anybody. */
    synchronized TokenState state() {
        Instant now = clock.instant();
        Optional<AccessToken> valid = Optional.ofNullable(token).filter(held -> held.lasts(Duration.ZERO, now));
        return new TokenState(
                valid.isPresent(),
                Optional.ofNullable(lastFailure),
                valid.map(held -> Duration.between(gotAt, now)),
                valid.map(held -> Duration.between(now, held.expiresAt())));
    }

    private Optional<String> held() {
        return Optional.ofNullable(token).map(AccessToken::value);
    }

    /** The renewal under way, or a new one; holds the lock of this. */
    private CompletableFuture<AccessToken> renewing(Need need) {
        if (renewal != null) {
            return renewal;
        }
        if (lastFailure != null && clock.instant().isBefore(notBefore)) {
            return CompletableFuture.failedFuture(lastFailure);
        }
        try {
            start(need);
            return requireNonNull(renewal);
        } catch (RejectedExecutionException full) {
            return CompletableFuture.failedFuture(new UpstreamFailure.Unavailable(
                    "the server has no thread left to get an access token; try again later", false, full));
        }
    }

    /** Whoever wants to know its outcome finds it in {@code renewal}; holds the lock of this. */
    private void start(Need need) {
        CompletableFuture<AccessToken> started = new CompletableFuture<>();
        executor.execute(() -> renew(need, started));
        renewal = started;
    }

    private void renew(Need need, CompletableFuture<AccessToken> outcome) {
        try {
            Supply supply = source.obtain(need);
            switch (supply) {
                case Supply.Got got -> {
                    settle(got.token());
                    LOG.log(Level.INFO, "{0}", got.token());
                    outcome.complete(got.token());
                }
                case Supply.None none -> {
                    settle(none);
                    LOG.log(
                            Level.WARNING,
                            "no access token: {0}",
                            none.failure().getMessage());
                    outcome.completeExceptionally(none.failure());
                }
            }
        } catch (Throwable broken) { // the waiting threads must hear of it, whatever it is
            forget();
            LOG.log(Level.ERROR, "getting an access token broke: {0}", ExceptionSummary.inOneLine(broken));
            outcome.completeExceptionally(broken);
        }
    }

    private synchronized void settle(AccessToken fresh) {
        renewal = null;
        use(fresh);
    }

    private synchronized void settle(Supply.None none) {
        renewal = null;
        lastFailure = none.failure();
        failedAt = clock.instant();
        notBefore = failedAt.plus(none.pause());
    }

    private synchronized void forget() {
        renewal = null;
    }

    /** Not the one that we have: its renewal failed all the same. */
    private synchronized void adopt(AccessToken found) {
        boolean news = token == null || !token.value().equals(found.value());
        if (news && renewal == null && lastFailure != null) {
            use(found);
            LOG.log(Level.INFO, "{0}, got by somebody else", found);
        }
    }

    /** Each process renews at another moment, so that as a rule the first of them does it for all. */
    private void use(AccessToken fresh) {
        Duration ahead = AHEAD.plusSeconds(ThreadLocalRandom.current().nextInt(MOST_SECONDS_EARLIER));
        Duration share = Duration.between(clock.instant(), fresh.expiresAt()).dividedBy(SHARE_OF_LIFE);
        renewAhead = fresh.expiresAt().minus(ahead.compareTo(share) < 0 ? ahead : share);
        token = fresh;
        gotAt = clock.instant();
        used = false;
        lastFailure = null;
        notBefore = Instant.MIN;
    }

    private AccessToken await(CompletableFuture<AccessToken> awaited) {
        try {
            return awaited.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException cancelled) {
            throw CallCancelled.of("cancelled while waiting for a token", cancelled);
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
