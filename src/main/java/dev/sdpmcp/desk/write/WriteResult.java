package dev.sdpmcp.desk.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * What is known of a write: from its answer, or from a look at ServiceDesk Plus because its answer was lost.
 *
 * @param entity what was made or changed, as ServiceDesk Plus shows it; missing if nothing of it can be seen
 * @param looked whether its answer was lost and it was looked for
 */
public record WriteResult(Verdict verdict, JsonNode entity, boolean looked) {

    /** Whether it was done. */
    public enum Verdict {
        DONE,
        NOT_DONE,
        /** Some of it is there, or more than one record looks like it. */
        AMBIGUOUS
    }

    static final WriteResult NOT_DONE = new WriteResult(Verdict.NOT_DONE, MissingNode.getInstance(), true);
    static final WriteResult AMBIGUOUS = new WriteResult(Verdict.AMBIGUOUS, MissingNode.getInstance(), true);

    static WriteResult answered(JsonNode entity) {
        return new WriteResult(Verdict.DONE, entity, false);
    }

    static WriteResult found(JsonNode entity) {
        return new WriteResult(Verdict.DONE, entity, true);
    }

    boolean isDone() {
        return verdict == Verdict.DONE;
    }

    /** What was done, for the model, which should know when something was not as usual. */
    public String describe(String done) {
        return looked ? done + " (ServiceDesk Plus gave no answer, but a look shows that it was done)" : done;
    }
}
