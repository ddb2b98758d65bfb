package dev.sdpmcp.simulator.module;

import com.fasterxml.jackson.databind.node.LongNode;
import dev.sdpmcp.simulator.model.Draft;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.Portal;
import java.util.Map;

/** The time of the first response to a requester. */
final class FirstResponse {
    private FirstResponse() {}

    /** Sets it to now, unless it is set. */
    static void mark(Draft draft, String requestId) {
        Portal portal = draft.portal();
        Entity request = portal.find(RequestModule.REQUEST, requestId);
        if (request != null && request.get("responded_time").isNull()) {
            LongNode now = LongNode.valueOf(portal.clock().now());
            portal.put(portal.catalogue().named(RequestModule.REQUEST), request.with(Map.of("responded_time", now)));
        }
    }
}
