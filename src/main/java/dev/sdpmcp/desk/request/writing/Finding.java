package dev.sdpmcp.desk.request.writing;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What a look at ServiceDesk Plus shows of a write whose answer was lost.
 *
 * @param entity what was made or changed; null where there is nothing to see of it
 */
record Finding(Verdict verdict, @Nullable JsonNode entity) {

    /** Whether it was done. */
    enum Verdict {
        DONE,
        NOT_DONE,
        /** Some of it is there, or more than one thing looks like it. */
        AMBIGUOUS
    }

    static final Finding NOTHING = new Finding(Verdict.NOT_DONE, null);
    static final Finding AMBIGUOUS = new Finding(Verdict.AMBIGUOUS, null);

    static Finding done(JsonNode entity) {
        return new Finding(Verdict.DONE, entity);
    }
}
