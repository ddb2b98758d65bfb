package dev.sdpmcp.desk.write.idempotency;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to make a ticket, and how far it is.
 *
 * @param key digest of who asked and of the key that was given or derived, 64 hexadecimal digits
 * @param content digest of what was asked for, 64 hexadecimal digits
 * @param attempt differs for each attempt
 * @param begun when the first thing may have been sent, to the microsecond
 * @param until how long a repetition is taken for one; see {@link #isOver}
 * @param requestId internal id of the ticket, null until it is known
 */
public record Creation(
        String key,
        String content,
        String attempt,
        State state,
        Instant begun,
        Instant until,
        @Nullable String requestId) {

    /**
     * So much longer is an attempt remembered whose outcome is not known: who asks for the same must have it looked for first,
     * however late.
     */
    static final Duration UNRESOLVED_LASTS_LONGER = Duration.ofHours(24);

    /** How far an attempt is. */
    public enum State {
        /** Somebody is at it, or was when the server ended. */
        RUNNING,
        CREATED,
        /** Sent, and nobody knows what became of it. */
        UNKNOWN
    }

    /** An attempt that begins now. */
    public static Creation begin(String key, String content, Instant now, Duration kept) {
        Instant begun = now.truncatedTo(ChronoUnit.MICROS);
        return new Creation(key, content, UUID.randomUUID().toString(), State.RUNNING, begun, begun.plus(kept), null);
    }

    public Creation created(String newRequestId) {
        return new Creation(key, content, attempt, State.CREATED, begun, until, newRequestId);
    }

    public Creation unknown() {
        return new Creation(key, content, attempt, State.UNKNOWN, begun, until, null);
    }

    /** Whether the entry may be forgotten, and the same be made again without a look. */
    boolean isOver(Instant now) {
        return !now.isBefore(state == State.CREATED ? until : until.plus(UNRESOLVED_LASTS_LONGER));
    }
}
