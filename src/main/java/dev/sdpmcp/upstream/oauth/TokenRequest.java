package dev.sdpmcp.upstream.oauth;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** One request for a token that was, or may have been, sent to Zoho. The row is there before the request is sent. */
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

    /** What became of it. */
    enum Outcome {
        /** Being answered, or its sender died. */
        SENT,
        /** A token came. */
        ISSUED,
        /** Zoho said no. */
        DENIED,
        /** No answer, or one without meaning. */
        FAILED;

        static Outcome of(TokenAnswer answer) {
            if (answer instanceof TokenAnswer.Denied denied) {
                return switch (denied.reason()) {
                    case NOT_SENT, OUTAGE -> FAILED;
                    case THROTTLED, GRANT_REFUSED, CREDENTIALS_REFUSED -> DENIED;
                };
            }
            return ISSUED;
        }
    }

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected TokenRequest() {}

    TokenRequest(String requestId, OAuthToken token, Instant requestedAt) {
        this.requestId = requestId;
        this.clientId = token.clientId();
        this.accountsHost = token.accountsHost();
        this.requestedAt = requestedAt;
        this.outcome = Outcome.SENT;
    }

    String requestId() {
        return requestId;
    }

    void end(Outcome how) {
        outcome = how;
    }
}
