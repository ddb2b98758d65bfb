package dev.sdpmcp.simulator.module;

import com.fasterxml.jackson.databind.node.LongNode;
import dev.sdpmcp.simulator.model.Draft;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.Portal;
import java.util.Map;

/** The moment at which a requester first hears from the desk. */
final class FirstResponse {
    private FirstResponse() {}

    /** Marks it now, unless it was before. */
    static void mark(Draft draft, String requestId) {
        Portal desk = draft.desk();
        Entity request = desk.find(RequestModule.REQUEST, requestId);
        if (request != null && request.get("responded_time").isNull()) {
            LongNode now = LongNode.valueOf(desk.clock().now());
            desk.put(desk.catalogue().named(RequestModule.REQUEST), request.with(Map.of("responded_time", now)));
        }
    }
}
