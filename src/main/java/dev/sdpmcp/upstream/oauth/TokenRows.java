package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseTime;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds, locks, counts and deletes the rows of one client. Thread-safe; every method blocks like {@link Database}. */
final class TokenRows {

    private static final int BATCH = 500;
    private static final int MOST_BATCHES = 20;

    /** Longer than they count, so that somebody can see what happened. */
    private static final Duration REQUESTS_KEPT = Duration.ofDays(1);

    /** A demo desk has a new port each time; what it issued is worth nothing afterwards. */
    private static final Duration DEMO_KEPT = Duration.ofDays(1);

    private final Database database;
    private final String clientId;
    private final String accountsHost;
    private final DatabaseTime time;

    TokenRows(Database database, String clientId, String accountsHost, DatabaseTime time) {
        this.database = database;
        this.clientId = clientId;
        this.accountsHost = accountsHost;
        this.time = time;
    }

    /** One transaction under the lock of the row; others who want it wait. */
    <T> T locked(Work<T> work) {
        Optional<T> done = database.inTransaction(manager -> find(manager).map(row -> apply(work, manager, row)));
        return done.orElseGet(() -> {
            make();
            return database.inTransaction(
                    manager -> apply(work, manager, find(manager).orElseThrow()));
        });
    }

    private <T> T apply(Work<T> work, EntityManager manager, OAuthToken row) {
        Instant now = time.now(manager);
        row.mendAfterClockChange(now);
        return work.apply(manager, row, now);
    }

    private Optional<OAuthToken> find(EntityManager manager) {
        return Optional.ofNullable(manager.find(
                OAuthToken.class, OAuthToken.idOf(clientId, accountsHost), LockModeType.PESSIMISTIC_WRITE));
    }

    private void make() {
        try {
            database.run(manager -> manager.persist(new OAuthToken(clientId, accountsHost, time.now(manager))));
        } catch (PersistenceException refused) {
            boolean there = database.inTransaction(manager -> find(manager).isPresent());
            if (!there) {
                throw refused;
            }
            // another server was faster
        }
    }

    /** How long it takes until a request may be sent; empty if it may be sent now. */
    Optional<Duration> waitForRequest(EntityManager manager, Instant now) {
        // those of the future were written before the clock was set back, some time ago
        manager.createQuery("UPDATE TokenRequest r SET r.requestedAt = :now WHERE r.clientId = :client"
                        + " AND r.accountsHost = :host AND r.requestedAt > :now")
                .setParameter("now", now)
                .setParameter("client", clientId)
                .setParameter("host", accountsHost)
                .executeUpdate();
        List<Instant> newestFirst = manager.createQuery(
                        "SELECT r.requestedAt FROM TokenRequest r WHERE r.clientId = :client"
                                + " AND r.accountsHost = :host AND r.requestedAt > :since"
                                + " ORDER BY r.requestedAt DESC",
                        Instant.class)
                .setParameter("client", clientId)
                .setParameter("host", accountsHost)
                .setParameter("since", now.minus(SlidingWindowLimit.LENGTH))
                .setMaxResults(SlidingWindowLimit.MOST)
                .getResultList();
        return newestFirst.size() < SlidingWindowLimit.MOST
                ? Optional.empty()
                : Optional.of(Duration.between(
                        now, newestFirst.get(SlidingWindowLimit.MOST - 1).plus(SlidingWindowLimit.LENGTH)));
    }

    /** Writes down what became of a request; one that never reached Zoho does not count and goes. */
    void record(EntityManager manager, TokenRequest request, TokenAnswer answer) {
        TokenRequest known = manager.find(TokenRequest.class, request.requestId());
        boolean sent = !(answer instanceof TokenAnswer.Denied denied && denied.reason() == TokenAnswer.Reason.NOT_SENT);
        if (known == null && sent) {
            manager.persist(request);
            request.end(TokenRequest.Outcome.of(answer));
        } else if (known != null && sent) {
            known.end(TokenRequest.Outcome.of(answer));
        } else if (known != null) {
            manager.remove(known);
        }
    }

    /** Deletes old requests and the rows of demo desks that are gone, in batches, so many of them at most. */
    void tidy() {
        deleteAll(
                "SELECT r.requestId FROM TokenRequest r WHERE r.requestedAt < :before",
                TokenRequest.class,
                REQUESTS_KEPT);
        // plain HTTP is for this machine only, and that is a demo desk
        deleteAll(
                "SELECT t.tokenId FROM OAuthToken t WHERE t.updatedAt < :before AND t.accountsHost LIKE 'http:%'",
                OAuthToken.class, DEMO_KEPT);
    }

    private void deleteAll(String ids, Class<?> entity, Duration age) {
        String own = OAuthToken.idOf(clientId, accountsHost);
        int deleted = BATCH;
        for (int batch = 0; deleted == BATCH && batch < MOST_BATCHES; batch++) {
            deleted = database.inTransaction(manager -> {
                List<String> old = manager.createQuery(ids, String.class)
                        .setParameter("before", time.now(manager).minus(age))
                        .setMaxResults(BATCH)
                        .getResultList();
                old.stream()
                        .filter(id -> !id.equals(own))
                        .forEach(id ->
                                Optional.ofNullable(manager.find(entity, id)).ifPresent(manager::remove));
                return old.size();
            });
        }
    }

    /** Work in a transaction, with the row and the time of the database. */
    @FunctionalInterface
    interface Work<T> {
        T apply(EntityManager manager, OAuthToken row, Instant now);
    }
}
