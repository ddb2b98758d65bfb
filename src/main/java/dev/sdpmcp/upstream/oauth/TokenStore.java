package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.config.UpstreamSettings.OAuthClient;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseTime;
import dev.sdpmcp.persistence.encryption.EncryptionKeys;
import dev.sdpmcp.upstream.UpstreamFailure.Throttled;
import dev.sdpmcp.upstream.oauth.OAuthToken.BlockReason;
import dev.sdpmcp.upstream.oauth.RefreshDecision.Grant;
import dev.sdpmcp.upstream.oauth.RefreshDecision.Ticket;
import dev.sdpmcp.upstream.oauth.RefreshDecision.UseStored;
import dev.sdpmcp.upstream.oauth.TokenEndpoint.TokenResponse;
import dev.sdpmcp.upstream.oauth.TokenEndpoint.TokenResponse.Denied;
import dev.sdpmcp.upstream.oauth.TokenEndpoint.TokenResponse.Issued;
import dev.sdpmcp.upstream.oauth.TokenEndpoint.TokenResponse.Reason;
import dev.sdpmcp.upstream.oauth.TokenSource.TokenDemand;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The tokens of one client in the database, and the decision which server requests new ones. Thread-safe. Each method
 * is one short transaction under the lock of the client's row; none waits for Zoho. All servers use the clock of the
 * database.
 *
 * @see dev.sdpmcp.persistence.DatabaseUnavailable which every method throws while the database is unavailable
 * @see dev.sdpmcp.persistence.encryption.EncryptionRefused which is thrown if no known key decrypts the refresh token
 */
final class TokenStore {

    private static final int BATCH = 500;
    private static final int MAX_BATCHES = 20;

    /** Longer than requests count, for diagnosis. */
    private static final Duration REQUEST_RETENTION = Duration.ofDays(1);

    /** A demo desk has a new port each time, so its tokens cannot be used afterwards. */
    private static final Duration DEMO_RETENTION = Duration.ofDays(1);

    private final Database database;
    private final OAuthClient client;
    private final String accountsHost;
    private final TokenEncryption encryption;
    private final Clock clock;
    private final DatabaseTime time;

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
        this.accountsHost = client.accounts().toString();
        this.encryption = new TokenEncryption(new EncryptionKeys(storage));
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
                row.startGrant(encryption.encrypt(row, given), now);
                row.rememberConfigured(given);
            });
            return encryption.refreshToken(row).isPresent() ? Optional.empty() : Optional.of(MissingToken.ADVICE);
        });
    }

    /** Whether the refresh token of the configuration, if there is one, was taken over before. */
    boolean knowsConfigured() {
        return client.refreshToken()
                .map(given -> locked((manager, row, now) -> row.knowsConfigured(given)))
                .orElse(true);
    }

    /** Returns the stored token if it lasts. */
    Optional<UseStored> findStored() {
        return locked((manager, row, now) -> stored(row, now));
    }

    /** Decides what the calling server may do, and acquires the lease if it may send a request. */
    RefreshDecision decide(TokenDemand demand) {
        return locked((manager, row, now) -> {
            Optional<UseStored> stored = stored(row, now);
            boolean sameAsHeld = stored.map(UseStored::token).equals(demand.held());
            boolean refusedAgain = demand.refused() && row.wasRefusedWithin(AccessTokens.MIN_REFUSAL_INTERVAL, now);
            if (stored.isPresent() && (!sameAsHeld || refusedAgain)) {
                return stored.get();
            }
            if (row.refreshToken().isEmpty()) {
                return new RefreshDecision.Reject(MissingToken.failure());
            }
            if (row.isThrottled(now)) {
                return new RefreshDecision.Reject(SlidingWindowLimit.throttledByZoho(row.blockedFor(now)));
            }
            if (row.blockedFor(now).isPositive()) {
                return new RefreshDecision.Reject(TokenEndpoint.refreshTokenRefused());
            }
            return RefreshLease.isHeld(row, now)
                    ? new RefreshDecision.Wait()
                    : request(manager, row, demand.refused(), now);
        });
    }

    private RefreshDecision request(EntityManager manager, OAuthToken row, boolean refused, Instant now) {
        Grant grant = new Grant(encryption.refreshToken(row).orElseThrow(), row.grantNumber());
        Ticket ticket = Ticket.forGrant(row.grantNumber());
        Optional<Throttled> exceeded = TokenRequest.tryAcquire(manager, row, ticket, now);
        if (exceeded.isPresent()) {
            return new RefreshDecision.Reject(exceeded.get());
        }
        if (refused) {
            row.refuseAccessToken(now);
        }
        RefreshLease.acquire(row, ticket, now);
        return new RefreshDecision.Request(ticket, grant);
    }

    private Optional<UseStored> stored(OAuthToken row, Instant now) {
        Duration left = row.accessTokenLeft(now);
        if (left.compareTo(AccessTokens.MARGIN) <= 0) {
            return Optional.empty();
        }
        Optional<Grant> grant =
                encryption.refreshTokenIfReadable(row).map(token -> new Grant(token, row.grantNumber()));
        return encryption.accessToken(row).map(token -> new UseStored(token, left, grant));
    }

    /**
     * Stores the outcome of a request and releases its lease.
     *
     * @param sentAt by the clock of this process; the time that counts if the database was unavailable then
     */
    void storeOutcome(Ticket ticket, TokenResponse response, Instant sentAt) {
        locked((manager, row, now) -> {
            Instant then = now.minus(Duration.between(sentAt, clock.instant()));
            TokenRequest.storeOutcome(manager, row, ticket, response, then);
            RefreshLease.release(row, ticket);
            if (row.grantNumber() == ticket.grantNumber()) {
                apply(row, response, now, then);
            }
            return Boolean.TRUE;
        });
    }

    private void apply(OAuthToken row, TokenResponse response, Instant now, Instant then) {
        switch (response) {
            case Issued issued -> {
                issued.refreshToken().ifPresent(next -> row.replaceRefreshToken(encryption.encrypt(row, next)));
                if (left(issued).compareTo(row.accessTokenLeft(now)) > 0) {
                    storeAccessToken(row, issued, now);
                }
            }
            case Denied denied -> {
                switch (denied.reason()) {
                    case THROTTLED -> row.block(BlockReason.THROTTLED, then);
                    case GRANT_REFUSED -> row.block(BlockReason.REFRESH_TOKEN_REFUSED, then);
                    // the next request may succeed
                    case NOT_SENT, OUTAGE, CREDENTIALS_REFUSED -> {}
                }
            }
        }
    }

    private void storeAccessToken(OAuthToken row, Issued issued, Instant now) {
        row.issue(encryption.encrypt(row, issued.accessToken()), left(issued), issued.scopes(), now);
    }

    private Duration left(Issued issued) {
        return Duration.between(clock.instant(), issued.accessToken().expiresAt());
    }

    /**
     * Counts a request that is sent without the lease, before it is sent.
     *
     * @throws Throttled if it must not be sent now
     */
    Ticket registerRequest() {
        return locked((manager, row, now) -> {
            if (row.isThrottled(now)) {
                throw SlidingWindowLimit.throttledByZoho(row.blockedFor(now));
            }
            Ticket ticket = Ticket.forGrant(row.grantNumber());
            TokenRequest.tryAcquire(manager, row, ticket, now).ifPresent(exceeded -> {
                throw exceeded;
            });
            return ticket;
        });
    }

    /** Stores the tokens issued for a code. They replace the stored ones, and the configured one as it is now. */
    void storeGrant(Ticket ticket, Issued issued) {
        locked((manager, row, now) -> {
            row.startGrant(encryption.encrypt(row, issued.refreshToken().orElseThrow()), now);
            client.refreshToken().ifPresent(row::rememberConfigured);
            storeAccessToken(row, issued, now);
            TokenRequest.storeOutcome(manager, row, ticket, issued, now);
            return Boolean.TRUE;
        });
    }

    /** Stores the outcome of a request, but no token. */
    void storeOutcomeOnly(Ticket ticket, TokenResponse response) {
        locked((manager, row, now) -> {
            TokenRequest.storeOutcome(manager, row, ticket, response, now);
            if (response instanceof Denied denied && denied.reason() == Reason.THROTTLED) {
                row.block(BlockReason.THROTTLED, now);
            }
            return Boolean.TRUE;
        });
    }

    /** Deletes old requests and the rows of old demo desks, in a bounded number of batches. */
    void deleteExpired() {
        deleteOlder(
                "SELECT r.requestId FROM TokenRequest r WHERE r.requestedAt < :before",
                TokenRequest.class,
                REQUEST_RETENTION);
        // plain HTTP is allowed for this machine only, where the accounts server is a demo desk
        deleteOlder(
                "SELECT t.tokenId FROM OAuthToken t WHERE t.updatedAt < :before AND t.accountsHost LIKE 'http:%'",
                OAuthToken.class, DEMO_RETENTION);
    }

    private void deleteOlder(String ids, Class<?> entity, Duration age) {
        int deleted = BATCH;
        for (int batch = 0; deleted == BATCH && batch < MAX_BATCHES; batch++) {
            deleted = database.inTransaction(manager -> {
                List<String> old = manager.createQuery(ids, String.class)
                        .setParameter("before", time.now(manager).minus(age))
                        .setMaxResults(BATCH)
                        .getResultList();
                old.stream()
                        .filter(id -> !id.equals(rowId()))
                        .forEach(id ->
                                Optional.ofNullable(manager.find(entity, id)).ifPresent(manager::remove));
                return old.size();
            });
        }
    }

    private String rowId() {
        return OAuthToken.idOf(client.clientId(), accountsHost);
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
        return Optional.ofNullable(manager.find(OAuthToken.class, rowId(), LockModeType.PESSIMISTIC_WRITE));
    }

    private void insert() {
        try {
            database.run(
                    manager -> manager.persist(new OAuthToken(client.clientId(), accountsHost, time.now(manager))));
        } catch (PersistenceException refused) {
            // another server may have inserted it meanwhile
            if (database.inTransaction(manager -> lock(manager).isEmpty())) {
                throw refused;
            }
        }
    }
}
