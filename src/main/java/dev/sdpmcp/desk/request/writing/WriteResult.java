package dev.sdpmcp.desk.request.writing;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A write that was done.
 *
 * @param entity as ServiceDesk Plus has it now
 * @param looked whether its answer was lost and it was found by looking
 */
record WriteResult(JsonNode entity, boolean looked) {

    /** What the model is told; it should know that something was not as usual. */
    String told(String done) {
        return looked ? done + " (ServiceDesk Plus gave no answer, but a look shows that it was done)" : done;
    }
}
