package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.upstream.UpstreamFailure.Throttled;
import dev.sdpmcp.upstream.oauth.TokenEndpoint.Outcome;
import dev.sdpmcp.upstream.oauth.TokenEndpoint.TokenResponse;
import dev.sdpmcp.upstream.oauth.TokenStore.Ticket;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Query;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Row for a token request that was, or may have been, sent to Zoho; it is inserted before the request is sent. The rows
 * are the rate limit that all servers share, and a row without an outcome is the lease on the refresh. The static
 * methods need the lock on the row of the client.
 */
@Entity
@Table(name = "token_requests")
class TokenRequest {

    /** How long a lease lasts: longer than a request can take, so that only the lease of a dead server expires. */
    static final Duration LEASE_DURATION = Duration.ofSeconds(30);

    private static final String SINCE =
            " WHERE r.clientId = :client AND r.accountsHost = :host AND r.requestedAt > :time";

    @Id
    @Column(name = "request_id")
    private String requestId;

    @Column(name = "client_id", nullable = false)
    private String clientId;

    @Column(name = "accounts_host", nullable = false)
    private String accountsHost;

    /** By the clock of the database. */
    @Column(name = "requested_at", nullable = false)
    private Instant requestedAt;

    @Enumerated(EnumType.STRING)
    @Column(name = "outcome")
    private @Nullable Outcome outcome;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected TokenRequest() {}

    private TokenRequest(Ticket ticket, OAuthToken client, Instant requestedAt, @Nullable Outcome outcome) {
        this.requestId = ticket.requestId();
        this.clientId = client.clientId();
        this.accountsHost = client.accountsHost();
        this.requestedAt = requestedAt;
        this.outcome = outcome;
    }

    /** Whether a request holds the lease. */
    static boolean isLeased(EntityManager manager, OAuthToken client, Instant now) {
        List<TokenRequest> unfinished = since(
                        manager.createQuery(
                                "SELECT r FROM TokenRequest r" + SINCE + " AND r.outcome IS NULL", TokenRequest.class),
                        client,
                        now.minus(LEASE_DURATION))
                .getResultList();
        // if the clock was set back, a lease would last until it has caught up
        unfinished.stream()
                .filter(request -> request.requestedAt.isAfter(now.plus(OAuthToken.CLOCK_TOLERANCE)))
                .forEach(request -> request.outcome = Outcome.OUTAGE);
        return unfinished.stream().anyMatch(request -> request.outcome == null);
    }

    /**
     * Counts a request that is about to be sent; if the limit is reached, counts nothing and returns the failure.
     *
     * @param leased whether it holds the lease until its outcome is stored; otherwise an outage is assumed until then
     */
    static Optional<Throttled> tryAcquire(
            EntityManager manager, OAuthToken client, Ticket ticket, boolean leased, Instant now) {
        // rows of the future were inserted before the clock was set back
        since(manager.createQuery("UPDATE TokenRequest r SET r.requestedAt = :time" + SINCE), client, now)
                .executeUpdate();
        List<Instant> newestFirst = since(
                        manager.createQuery(
                                "SELECT r.requestedAt FROM TokenRequest r" + SINCE + " ORDER BY r.requestedAt DESC",
                                Instant.class),
                        client,
                        now.minus(SlidingWindowLimit.WINDOW))
                .setMaxResults(SlidingWindowLimit.MAX_REQUESTS)
                .getResultList();
        if (newestFirst.size() < SlidingWindowLimit.MAX_REQUESTS) {
            manager.persist(new TokenRequest(ticket, client, now, leased ? null : Outcome.OUTAGE));
            return Optional.empty();
        }
        return Optional.of(SlidingWindowLimit.exceeded(
                Duration.between(now, newestFirst.getLast().plus(SlidingWindowLimit.WINDOW))));
    }

    private static <Q extends Query> Q since(Q query, OAuthToken client, Instant time) {
        query.setParameter("client", client.clientId())
                .setParameter("host", client.accountsHost())
                .setParameter("time", time);
        return query;
    }

    /** Stores the outcome of a request, which releases its lease; deletes the row if it did not reach Zoho. */
    static void storeOutcome(
            EntityManager manager, OAuthToken client, Ticket ticket, TokenResponse response, Instant requestedAt) {
        TokenRequest row = manager.find(TokenRequest.class, ticket.requestId());
        if (row != null && response.counts()) {
            row.outcome = response.outcome();
        } else if (row != null) {
            manager.remove(row);
        } else if (response.counts()) {
            manager.persist(new TokenRequest(ticket, client, requestedAt, response.outcome()));
        }
    }
}
