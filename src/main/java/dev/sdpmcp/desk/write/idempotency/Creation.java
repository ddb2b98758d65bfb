package dev.sdpmcp.desk.write.idempotency;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to create a record, and how far it is.
 *
 * @param key digest of the caller, the kind of record and the key that was given or derived, 64 hexadecimal digits
 * @param content digest of what was asked for, 64 hexadecimal digits
 * @param attempt differs for each attempt
 * @param begun when the first thing may have been sent, to the microsecond
 * @param until how long a repetition is taken for one; see {@link #isOver}
 * @param entityType the kind of record: {@code request}
 * @param entityId internal id of the record, null until it is known
 */
public record Creation(
        String key,
        String content,
        String attempt,
        State state,
        Instant begun,
        Instant until,
        String entityType,
        @Nullable String entityId) {

    /**
     * An attempt with an unknown outcome is kept so much longer: the next call for the same must look for it first.
     */
    static final Duration UNRESOLVED_LASTS_LONGER = Duration.ofHours(24);

    /** How far an attempt is. */
    public enum State {
        /** It runs, or ran when its server ended. */
        RUNNING,
        CREATED,
        /** Sent, with an unknown outcome. */
        UNKNOWN
    }

    /** An attempt that begins now. */
    public static Creation begin(String entityType, String key, String content, Instant now, Duration kept) {
        Instant begun = now.truncatedTo(ChronoUnit.MICROS);
        return new Creation(
                key, content, UUID.randomUUID().toString(), State.RUNNING, begun, begun.plus(kept), entityType, null);
    }

    public Creation created(String newId) {
        return new Creation(key, content, attempt, State.CREATED, begun, until, entityType, newId);
    }

    public Creation unknown() {
        return new Creation(key, content, attempt, State.UNKNOWN, begun, until, entityType, null);
    }

    /** Whether the entry may be forgotten, and the same be made again without a look. */
    boolean isOver(Instant now) {
        return !now.isBefore(state == State.CREATED ? until : until.plus(UNRESOLVED_LASTS_LONGER));
    }
}
