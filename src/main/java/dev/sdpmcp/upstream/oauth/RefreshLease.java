package dev.sdpmcp.upstream.oauth;

import java.time.Duration;
import java.time.Instant;

/**
 * Lease on the right to request an access token for one client: at most one server holds it. Stored in the locked row
 * of the client; all instants are by the clock of the database. Stateless.
 */
final class RefreshLease {

    /** Longer than a token request can take, so that only the lease of a dead server expires. */
    static final Duration DURATION = Duration.ofSeconds(30);

    private RefreshLease() {}

    static boolean isHeld(OAuthToken row, Instant now) {
        return row.leaseUntil().filter(now::isBefore).isPresent();
    }

    static void acquire(OAuthToken row, RefreshDecision.Ticket ticket, Instant now) {
        row.setLease(ticket.requestId(), now.plus(DURATION));
    }

    /** Does nothing if another request holds the lease. */
    static void release(OAuthToken row, RefreshDecision.Ticket ticket) {
        if (row.leaseOwner().filter(ticket.requestId()::equals).isPresent()) {
            row.setLease(null, null);
        }
    }

    /** Ends a lease that is longer than possible: the clock was set back, and it would last until then. */
    static void correctAfterClockChange(OAuthToken row, Instant latestNow) {
        if (row.leaseUntil()
                .filter(until -> until.isAfter(latestNow.plus(DURATION)))
                .isPresent()) {
            row.setLease(null, null);
        }
    }
}
