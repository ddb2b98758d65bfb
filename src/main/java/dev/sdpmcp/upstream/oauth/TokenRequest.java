package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.upstream.UpstreamFailure.Throttled;
import dev.sdpmcp.upstream.oauth.RefreshDecision.Ticket;
import dev.sdpmcp.upstream.oauth.TokenEndpoint.TokenResponse;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Row for a token request that was, or may have been, sent to Zoho; it is inserted before the request is sent. The rows
 * are the rate limit that all servers share. The static methods need the lock on the row of the client.
 */
@Entity
@Table(name = "token_requests")
class TokenRequest {

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
    @Column(name = "outcome", nullable = false)
    private Outcome outcome;

    /** The outcome of a request. */
    enum Outcome {
        /** Not known yet, or its sender died. */
        SENT,
        /** A token was issued. */
        ISSUED,
        /** Zoho refused it. */
        DENIED,
        /** No response, or an unreadable one. */
        FAILED;

        static Outcome of(TokenResponse response) {
            return switch (response) {
                case TokenResponse.Issued issued -> ISSUED;
                case TokenResponse.Denied denied ->
                    switch (denied.reason()) {
                        case NOT_SENT, OUTAGE -> FAILED;
                        case THROTTLED, GRANT_REFUSED, CREDENTIALS_REFUSED -> DENIED;
                    };
            };
        }
    }

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected TokenRequest() {}

    private TokenRequest(Ticket ticket, OAuthToken client, Instant requestedAt) {
        this.requestId = ticket.requestId();
        this.clientId = client.clientId();
        this.accountsHost = client.accountsHost();
        this.requestedAt = requestedAt;
        this.outcome = Outcome.SENT;
    }

    /** Counts a request that is about to be sent; if the limit is reached, counts nothing and returns the failure. */
    static Optional<Throttled> tryAcquire(EntityManager manager, OAuthToken client, Ticket ticket, Instant now) {
        Optional<Throttled> exceeded = exceeded(manager, client, now);
        if (exceeded.isEmpty()) {
            manager.persist(new TokenRequest(ticket, client, now));
        }
        return exceeded;
    }

    private static Optional<Throttled> exceeded(EntityManager manager, OAuthToken client, Instant now) {
        // rows of the future were inserted before the clock was set back
        manager.createQuery("UPDATE TokenRequest r SET r.requestedAt = :now WHERE r.clientId = :client"
                        + " AND r.accountsHost = :host AND r.requestedAt > :now")
                .setParameter("now", now)
                .setParameter("client", client.clientId())
                .setParameter("host", client.accountsHost())
                .executeUpdate();
        List<Instant> newestFirst = manager.createQuery(
                        "SELECT r.requestedAt FROM TokenRequest r WHERE r.clientId = :client"
                                + " AND r.accountsHost = :host AND r.requestedAt > :since"
                                + " ORDER BY r.requestedAt DESC",
                        Instant.class)
                .setParameter("client", client.clientId())
                .setParameter("host", client.accountsHost())
                .setParameter("since", now.minus(SlidingWindowLimit.WINDOW))
                .setMaxResults(SlidingWindowLimit.MAX_REQUESTS)
                .getResultList();
        return newestFirst.size() < SlidingWindowLimit.MAX_REQUESTS
                ? Optional.empty()
                : Optional.of(SlidingWindowLimit.exceeded(
                        Duration.between(now, newestFirst.getLast().plus(SlidingWindowLimit.WINDOW))));
    }

    /** Stores the outcome of a request; deletes the row of a request that did not reach Zoho. */
    static void storeOutcome(
            EntityManager manager, OAuthToken client, Ticket ticket, TokenResponse response, Instant requestedAt) {
        TokenRequest row = manager.find(TokenRequest.class, ticket.requestId());
        if (!response.counts()) {
            Optional.ofNullable(row).ifPresent(manager::remove);
            return;
        }
        if (row == null) {
            row = new TokenRequest(ticket, client, requestedAt);
            manager.persist(row);
        }
        row.outcome = Outcome.of(response);
    }
}
