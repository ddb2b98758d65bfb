package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.persistence.DatabaseUnavailable;
import dev.sdpmcp.persistence.encryption.EncryptionRefused;
import dev.sdpmcp.telemetry.LineLimit.OnceAMinute;
import dev.sdpmcp.upstream.UpstreamFailure;
import dev.sdpmcp.upstream.UpstreamFailure.Throttled;
import dev.sdpmcp.upstream.oauth.TokenEndpoint.Outcome;
import dev.sdpmcp.upstream.oauth.TokenEndpoint.TokenResponse;
import dev.sdpmcp.upstream.oauth.TokenEndpoint.TokenResponse.Denied;
import dev.sdpmcp.upstream.oauth.TokenStore.Grant;
import dev.sdpmcp.upstream.oauth.TokenStore.RefreshDecision;
import dev.sdpmcp.upstream.oauth.TokenStore.Ticket;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Source of the tokens that all servers on one database share. One thread at a time calls {@link #obtain}; it waits for
 * a request of another server no longer than the lease lasts.
 *
 * <p>While the database is unavailable, a server does not know the requests of the others. Then it sends a request only
 * if a call waits, and at most two in ten minutes, so that four servers together stay within Zoho's limit; it stores
 * the outcome when the database is available again.
 */
final class DatabaseTokenSource implements TokenSource {

    private static final Logger LOG = System.getLogger(DatabaseTokenSource.class.getName());

    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);
    private static final int MAX_REQUESTS_WITHOUT_DATABASE = 2;

    private final TokenEndpoint endpoint;
    private final TokenStore store;
    private final Clock clock;
    private final OnceAMinute decryptionErrors = new OnceAMinute();
    private final SlidingWindowLimit limit;
    private final SlidingWindowLimit limitWithoutDatabase;
    private final Backoff backoff = new Backoff(true);
    private final Deque<Sent> pending = new ArrayDeque<>();
    private @Nullable Grant lastGrant;
    private Instant throttledUntil = Instant.MIN;
    private volatile boolean initialized;

    /** A request whose outcome is to be stored. */
    private record Sent(Ticket ticket, TokenResponse response) {}

    DatabaseTokenSource(TokenEndpoint endpoint, TokenStore store, Clock clock) {
        this.endpoint = endpoint;
        this.store = store;
        this.clock = clock;
        this.limit = new SlidingWindowLimit(SlidingWindowLimit.MAX_REQUESTS, clock);
        this.limitWithoutDatabase = new SlidingWindowLimit(MAX_REQUESTS_WITHOUT_DATABASE, clock);
    }

    @Override
    public Optional<String> initialize() {
        try {
            Optional<String> problem = store.adoptConfigured();
            initialized = true;
            return problem;
        } catch (EncryptionRefused refused) {
            return Optional.of(refused.getMessage());
        }
    }

    @Override
    public int requestsLeft() {
        return limit.remaining();
    }

    @Override
    public Optional<AccessToken> findStored() {
        return store.findStored();
    }

    @Override
    public void deleteExpired() {
        store.deleteExpired();
    }

    @Override
    public TokenResult obtain(TokenDemand demand) {
        try {
            if (!initialized) {
                initialize();
            }
            storePending();
            return withDatabase(demand);
        } catch (DatabaseUnavailable unavailable) {
            return demand.urgent() ? withoutDatabase(unavailable) : failure(databaseUnavailable(unavailable));
        } catch (EncryptionRefused refused) {
            return failure(undecryptable(refused));
        }
    }

    private TokenResult withDatabase(TokenDemand demand) {
        Instant deadline = clock.instant().plus(TokenRequest.LEASE_DURATION).plusSeconds(5);
        RefreshDecision decision = store.decide(demand);
        while (decision instanceof RefreshDecision.Wait && clock.instant().isBefore(deadline) && sleep()) {
            decision = store.decide(demand);
        }
        return switch (decision) {
            case RefreshDecision.UseStored stored -> {
                stored.grant().ifPresent(grant -> lastGrant = grant);
                yield backoff.success(stored.token());
            }
            case RefreshDecision.Request request -> {
                lastGrant = request.grant();
                yield request(request);
            }
            case RefreshDecision.Reject reject -> {
                if (reject.failure() instanceof Throttled throttled) {
                    throttledUntil = clock.instant().plus(throttled.retryAfter());
                }
                yield failure(reject.failure());
            }
            case RefreshDecision.Wait() ->
                failure(new UpstreamFailure.Unavailable(
                        "another server is still requesting an access token from Zoho; try again later", false, null));
        };
    }

    private static boolean sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_INTERVAL.toMillis());
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private TokenResult request(RefreshDecision.Request request) {
        TokenResponse response = limit.tryAcquire()
                .<TokenResponse>map(exceeded -> new Denied(Outcome.NOT_SENT, exceeded))
                .orElseGet(() -> send(request.grant(), limit));
        try {
            store.storeOutcome(request.ticket(), response);
        } catch (DatabaseUnavailable unavailable) {
            LOG.log(Level.WARNING, "the outcome of a token request is stored when the database is available again");
            keepPending(new Sent(request.ticket(), response));
        }
        return backoff.result(response);
    }

    /** Uses the last known refresh token, within a lower limit. */
    private TokenResult withoutDatabase(DatabaseUnavailable unavailable) {
        Grant grant = lastGrant;
        if (grant == null
                || clock.instant().isBefore(throttledUntil)
                || limitWithoutDatabase.tryAcquire().or(limit::tryAcquire).isPresent()) {
            return failure(databaseUnavailable(unavailable));
        }
        LOG.log(Level.WARNING, "requesting an access token without the database, which is unavailable");
        Ticket ticket = Ticket.forGrant(grant.number(), clock);
        TokenResponse response = send(grant, limit, limitWithoutDatabase);
        keepPending(new Sent(ticket, response));
        return backoff.result(response);
    }

    private TokenResponse send(Grant grant, SlidingWindowLimit... countedIn) {
        TokenResponse response = endpoint.refresh(grant.refreshToken());
        if (!response.counts()) {
            List.of(countedIn).forEach(SlidingWindowLimit::cancelLast);
        }
        if (response.outcome() == Outcome.THROTTLED) {
            throttledUntil = clock.instant().plus(TokenEndpoint.THROTTLE_PAUSE);
        }
        return response;
    }

    /** Drops the oldest beyond the limit: it no longer counts, and its token has expired. */
    private synchronized void keepPending(Sent request) {
        pending.addLast(request);
        if (pending.size() > SlidingWindowLimit.MAX_REQUESTS) {
            pending.removeFirst();
        }
    }

    @Override
    public synchronized void storePending() {
        for (Sent oldest = pending.poll(); oldest != null; oldest = pending.poll()) {
            try {
                store.storeOutcome(oldest.ticket(), oldest.response());
            } catch (DatabaseUnavailable unavailable) {
                pending.addFirst(oldest);
                throw unavailable;
            }
        }
    }

    /** The failure is for models and readiness; only the log contains the names of files and keys. */
    private UpstreamFailure undecryptable(EncryptionRefused refused) {
        if (decryptionErrors.isDue()) {
            LOG.log(Level.ERROR, "{0}", refused.getMessage());
        }
        return new UpstreamFailure.Unauthorised(
                "this server cannot decrypt the tokens in the database, its log contains the cause; an operator must"
                        + " set the right SDP_ENCRYPTION_KEY or run ./start-sse.sh --authorize CODE");
    }

    private static UpstreamFailure databaseUnavailable(DatabaseUnavailable unavailable) {
        return new UpstreamFailure.Unavailable(
                "no access token can be obtained while the database of this server is unavailable; an operator must"
                        + " make it available again",
                false,
                unavailable);
    }

    private static TokenResult failure(UpstreamFailure failure) {
        return new TokenResult.Failure(failure, Backoff.MIN_PAUSE);
    }
}
