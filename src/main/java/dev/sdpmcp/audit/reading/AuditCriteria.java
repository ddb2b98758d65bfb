package dev.sdpmcp.audit.reading;

import dev.sdpmcp.audit.row.CallOutcome;
import java.time.Instant;
import java.util.Optional;

/**
 * Which calls are wanted; what is empty does not matter.
 *
 * @param from calls that began then or later
 * @param to calls that began before
 * @param key name of the API key
 * @param entity internal id, or the number that people use; digits
 */
public record AuditCriteria(
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<String> key,
        Optional<String> tool,
        Optional<String> entity,
        Optional<CallOutcome> outcome) {

    /** Every call. */
    public static final AuditCriteria ALL = new AuditCriteria(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
