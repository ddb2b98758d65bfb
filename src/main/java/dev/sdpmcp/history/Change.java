package dev.sdpmcp.history;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One update of one record.
 *
 * @param id unique
 * @param at when it was begun
 * @param entityType the kind of record: {@code request}
 * @param entityId its internal id
 * @param displayId the number that people use, null if it was not known
 * @param doer the caller
 * @param outcome as far as it is known
 * @param fields what was to be changed; at least one
 */
public record Change(
        String id,
        Instant at,
        String entityType,
        String entityId,
        @Nullable String displayId,
        Doer doer,
        Outcome outcome,
        List<Field> fields) {

    public Change {
        fields = List.copyOf(fields);
    }

    /** Whether it was made. */
    public enum Outcome {
        /** Begun; its outcome is not known, the server may have ended in between. */
        OPEN,
        /** Made. */
        MADE,
        /** Not made; nothing was changed. */
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
     * The caller and its tool.
     *
     * @param tool the tool's name
     * @param keyName the name of the API key
     * @param address the client's
     * @param correlationId of the HTTP request, as in the log and the audit trail
     */
    public record Doer(String tool, String keyName, String address, String correlationId) {}

    /** The same with this outcome. */
    Change with(Outcome known) {
        return new Change(id, at, entityType, entityId, displayId, doer, known, fields);
    }
}
