package dev.sdpmcp.history;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One update of one ticket.
 *
 * @param id of ours, unique
 * @param at when it was begun
 * @param ticketId the internal id
 * @param ticketNumber the number that people use, null if it was not known
 * @param doer who had it done
 * @param outcome what became of it, as far as it is known
 * @param fields what was to be changed; at least one
 */
public record Change(
        String id,
        Instant at,
        String ticketId,
        @Nullable String ticketNumber,
        Doer doer,
        Outcome outcome,
        List<Field> fields) {

    public Change {
        fields = List.copyOf(fields);
    }

    /** What became of it. */
    public enum Outcome {
        /** Begun; whether it was made is not known, the server may have ended in between. */
        OPEN,
        /** Made. */
        MADE,
        /** Not made, nothing is as it was not before. */
        NOT_MADE
    }

    /**
     * One field of it.
     *
     * @param name as in the v3 API, with a dot for what is inside an object: {@code udf_fields.txt_floor}
     * @param before JSON of the value before, null if there was none
     * @param after JSON of the value that it was set to, null for none
     */
    public record Field(
            String name, @Nullable String before, @Nullable String after) {}

    /**
     * Who had it done, and by what.
     *
     * @param tool the tool's name
     * @param keyName the name of the API key
     * @param address the client's
     * @param requestId the HTTP request, as the log and the audit trail name it
     */
    public record Doer(String tool, String keyName, String address, String requestId) {}

    /** The same, now that this is known. */
    Change with(Outcome known) {
        return new Change(id, at, ticketId, ticketNumber, doer, known, fields);
    }
}
