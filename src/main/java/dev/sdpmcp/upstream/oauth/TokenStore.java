package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.config.UpstreamSettings.OAuthClient;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseTime;
import dev.sdpmcp.persistence.encryption.EncryptionKeys;
import dev.sdpmcp.upstream.UpstreamFailure;
import dev.sdpmcp.upstream.UpstreamFailure.Throttled;
import dev.sdpmcp.upstream.oauth.OAuthToken.BlockReason;
import dev.sdpmcp.upstream.oauth.TokenEndpoint.Outcome;
import dev.sdpmcp.upstream.oauth.TokenEndpoint.TokenResponse;
import dev.sdpmcp.upstream.oauth.TokenEndpoint.TokenResponse.Issued;
import dev.sdpmcp.upstream.oauth.TokenSource.AccessToken;
import dev.sdpmcp.upstream.oauth.TokenSource.TokenDemand;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The tokens of one client in the database, and the decision which server requests new ones. Thread-safe. Each method
 * is one short transaction under the lock of the client's row; none waits for Zoho. All servers use the clock of the
 * database.
 *
 * @see dev.sdpmcp.persistence.DatabaseUnavailable which every method throws while the database is unavailable
 * @see dev.sdpmcp.persistence.encryption.EncryptionRefused which is thrown if no known key decrypts the refresh token
 */
final class TokenStore {

    /** For old requests, which no longer count, and for tokens of demo desks: each desk has another port. */
    private static final Duration RETENTION = Duration.ofDays(1);

    private final Database database;
    private final OAuthClient client;
    private final EncryptionKeys keys;
    private final Clock clock;
    private final DatabaseTime time;

    /** What a server that needs an access token may do now. */
    sealed interface RefreshDecision {

        /**
         * Use the stored token.
         *
         * @param grant for a request while the database is unavailable; empty if it cannot be decrypted
         */
        record UseStored(AccessToken token, Optional<Grant> grant) implements RefreshDecision {}

        /** Request a token from Zoho; the request is already counted, and its outcome must be stored. */
        record Request(Ticket ticket, Grant grant) implements RefreshDecision {}

        /** Try again in a moment: another server is requesting a token. */
        record Wait() implements RefreshDecision {}

        /** Fail: no server may request a token now. */
        record Reject(UpstreamFailure failure) implements RefreshDecision {}
    }

    /**
     * A refresh token.
     *
     * @param number increases with each refresh token of this client
     */
    record Grant(Secret refreshToken, long number) {}

    /**
     * Permission for one request to Zoho.
     *
     * @param requestId of the row in {@code token_requests}
     * @param grantNumber of the refresh token that is used; the result for another one is not stored
     * @param sentAt by the clock of this process
     */
    record Ticket(String requestId, long grantNumber, Instant sentAt) {

        /** The number of a code or refresh token that is not stored. */
        private static final long NOT_STORED = -1;

        static Ticket forGrant(long grantNumber, Clock clock) {
            return new Ticket(UUID.randomUUID().toString(), grantNumber, clock.instant());
        }
    }

    /** Work in a transaction, with the locked row and the time of the database. */
    @FunctionalInterface
    private interface Work<T> {
        T apply(EntityManager manager, OAuthToken row, Instant now);
    }

    TokenStore(Database database, StorageSettings storage, OAuthClient client, Clock clock) {
        this(database, storage, client, clock, DatabaseTime.REAL);
    }

    /** @param clock of this process, for the age of events that happened while the database was unavailable */
    TokenStore(Database database, StorageSettings storage, OAuthClient client, Clock clock, DatabaseTime time) {
        this.database = database;
        this.client = client;
        this.keys = new EncryptionKeys(storage);
        this.clock = clock;
        this.time = time;
    }

    /**
     * Takes over the refresh token of the configuration, unless it is the one that was taken over last: then an
     * operator has changed it, and it replaces the stored one. Otherwise the stored one is the same or newer.
     *
     * @return what an operator must do if there is no refresh token after that
     */
    Optional<String> adoptConfigured() {
        return locked((manager, row, now) -> {
            Optional<Secret> changed = client.refreshToken().filter(given -> !row.knowsConfigured(given));
            changed.ifPresent(given -> {
                row.startGrant(keys, given, now);
                row.rememberConfigured(given);
            });
            return row.refreshToken(keys).isPresent() ? Optional.empty() : Optional.of(StoredTokens.ADVICE);
        });
    }

    /** Whether the refresh token of the configuration, if there is one, was taken over before. */
    boolean knowsConfigured() {
        return client.refreshToken()
                .map(given -> locked((manager, row, now) -> row.knowsConfigured(given)))
                .orElse(true);
    }

    /** Returns the stored token if it lasts. */
    Optional<AccessToken> findStored() {
        return locked((manager, row, now) -> stored(row, now));
    }

    /** Decides what the calling server may do, and acquires the lease if it may send a request. */
    RefreshDecision decide(TokenDemand demand) {
        return locked((manager, row, now) -> {
            Optional<AccessToken> stored = stored(row, now);
            boolean sameAsHeld = stored.map(AccessToken::value).equals(demand.held());
            boolean refusedAgain = demand.refused() && row.wasRefusedWithin(AccessTokens.MIN_REFUSAL_INTERVAL, now);
            if (stored.isPresent() && (!sameAsHeld || refusedAgain)) {
                return new RefreshDecision.UseStored(
                        stored.get(),
                        row.refreshTokenIfReadable(keys).map(token -> new Grant(token, row.grantNumber())));
            }
            if (!row.hasRefreshToken()) {
                return new RefreshDecision.Reject(new UpstreamFailure.Unauthorised(StoredTokens.ADVICE));
            }
            if (row.isThrottled(now)) {
                return new RefreshDecision.Reject(SlidingWindowLimit.throttledByZoho(row.blockedFor(now)));
            }
            if (row.blockedFor(now).isPositive()) {
                return new RefreshDecision.Reject(TokenEndpoint.refreshTokenRefused());
            }
            return TokenRequest.isLeased(manager, row, now)
                    ? new RefreshDecision.Wait()
                    : request(manager, row, demand.refused(), now);
        });
    }

    private RefreshDecision request(EntityManager manager, OAuthToken row, boolean refused, Instant now) {
        Grant grant = new Grant(row.refreshToken(keys).orElseThrow(), row.grantNumber());
        Ticket ticket = Ticket.forGrant(row.grantNumber(), clock);
        Optional<Throttled> exceeded = TokenRequest.tryAcquire(manager, row, ticket, true, now);
        if (exceeded.isPresent()) {
            return new RefreshDecision.Reject(exceeded.get());
        }
        if (refused) {
            row.refuseAccessToken(now);
        }
        return new RefreshDecision.Request(ticket, grant);
    }

    private Optional<AccessToken> stored(OAuthToken row, Instant now) {
        Duration left = row.accessTokenLeft(now);
        return left.compareTo(AccessTokens.MARGIN) <= 0
                ? Optional.empty()
                : row.accessToken(keys)
                        .map(value -> new AccessToken(value, clock.instant().plus(left)));
    }

    /**
     * Counts a request that is sent without the lease, with a code or refresh token that is not stored.
     *
     * @throws Throttled if it must not be sent now
     */
    Ticket registerRequest() {
        return locked((manager, row, now) -> {
            if (row.isThrottled(now)) {
                throw SlidingWindowLimit.throttledByZoho(row.blockedFor(now));
            }
            Ticket ticket = Ticket.forGrant(Ticket.NOT_STORED, clock);
            TokenRequest.tryAcquire(manager, row, ticket, false, now).ifPresent(exceeded -> {
                throw exceeded;
            });
            return ticket;
        });
    }

    /** Stores the outcome of a request, with its tokens if the stored refresh token was used; releases its lease. */
    void storeOutcome(Ticket ticket, TokenResponse response) {
        locked((manager, row, now) -> {
            Instant then = now.minus(Duration.between(ticket.sentAt(), clock.instant()));
            TokenRequest.storeOutcome(manager, row, ticket, response, then);
            if (response.outcome() == Outcome.THROTTLED) {
                row.block(BlockReason.THROTTLED, then);
            } else if (ticket.grantNumber() == row.grantNumber()) {
                if (response.outcome() == Outcome.GRANT_REFUSED) {
                    row.block(BlockReason.REFRESH_TOKEN_REFUSED, then);
                }
                if (response instanceof Issued issued) {
                    issued.refreshToken().ifPresent(next -> row.replaceRefreshToken(keys, next));
                    storeAccessToken(row, issued, now);
                }
            }
            return Boolean.TRUE;
        });
    }

    /** Does nothing if the stored token lasts longer. */
    private void storeAccessToken(OAuthToken row, Issued issued, Instant now) {
        Duration left = Duration.between(clock.instant(), issued.accessToken().expiresAt());
        if (left.compareTo(row.accessTokenLeft(now)) > 0) {
            row.issue(keys, issued.accessToken().value(), left, issued.scopes(), now);
        }
    }

    /** Stores the tokens issued for a code. They replace the stored ones, and the configured one as it is now. */
    void storeGrant(Ticket ticket, Issued issued) {
        locked((manager, row, now) -> {
            row.startGrant(keys, issued.refreshToken().orElseThrow(), now);
            client.refreshToken().ifPresent(row::rememberConfigured);
            storeAccessToken(row, issued, now);
            TokenRequest.storeOutcome(manager, row, ticket, issued, now);
            return Boolean.TRUE;
        });
    }

    /** Deletes old requests and the rows of old demo desks. There are few: the rate limit bounds both. */
    void deleteExpired() {
        database.run(manager -> {
            Instant before = time.now(manager).minus(RETENTION);
            manager.createQuery("DELETE FROM TokenRequest r WHERE r.requestedAt < :before")
                    .setParameter("before", before)
                    .executeUpdate();
            // plain HTTP is allowed for this machine only, where the accounts server is a demo desk
            manager.createQuery("DELETE FROM OAuthToken t WHERE t.updatedAt < :before AND t.accountsHost LIKE 'http:%'"
                            + " AND t.tokenId <> :own")
                    .setParameter("before", before)
                    .setParameter("own", OAuthToken.idOf(client))
                    .executeUpdate();
        });
    }

    /** Runs one transaction under the lock of the row; inserts the row if there is none. */
    private <T> T locked(Work<T> work) {
        Optional<T> result = database.inTransaction(manager -> lock(manager).map(row -> run(work, manager, row)));
        return result.orElseGet(() -> {
            insert();
            return database.inTransaction(
                    manager -> run(work, manager, lock(manager).orElseThrow()));
        });
    }

    private <T> T run(Work<T> work, EntityManager manager, OAuthToken row) {
        Instant now = time.now(manager);
        row.correctAfterClockChange(now);
        return work.apply(manager, row, now);
    }

    private Optional<OAuthToken> lock(EntityManager manager) {
        return Optional.ofNullable(
                manager.find(OAuthToken.class, OAuthToken.idOf(client), LockModeType.PESSIMISTIC_WRITE));
    }

    private void insert() {
        try {
            database.run(manager -> manager.persist(new OAuthToken(client, time.now(manager))));
        } catch (PersistenceException refused) {
            // another server may have inserted it meanwhile
            if (database.inTransaction(manager -> lock(manager).isEmpty())) {
                throw refused;
            }
        }
    }
}
