package dev.sdpmcp.simulator.module;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.Portal;
import org.jspecify.annotations.Nullable;

/** Computed values of a request. */
final class RequestFacts {
    static final JsonNode ZERO = TextNode.valueOf("0");

    private static final int SHORT = 240;
    private static final String STATUS = "status";

    private RequestFacts() {}

    static JsonNode shortDescription(Portal portal, Entity request) {
        if (request.get("description").isNull()) {
            return NullNode.getInstance();
        }
        String plain = request.text("description")
                .replaceAll("(?s)<!\\[CDATA\\[|]]>|<[^>]*>", " ")
                .replace("&nbsp;", " ")
                .replaceAll("\\s+", " ")
                .strip();
        return TextNode.valueOf(plain.length() > SHORT ? plain.substring(0, SHORT) : plain);
    }

    /**
     * Overdue is a request that was completed after its due time, or is not completed by then; not while its
     * timer is stopped.
     */
    static JsonNode isOverdue(Portal portal, Entity request) {
        JsonNode due = request.get("due_by_time");
        if (due.isNull()) {
            return BooleanNode.FALSE;
        }
        JsonNode completed = request.get("completed_time");
        if (!completed.isNull()) {
            return BooleanNode.valueOf(completed.longValue() > due.longValue());
        }
        Entity status = status(portal, request);
        boolean running = status != null && status.is("in_progress") && !status.is("stop_timer");
        return BooleanNode.valueOf(running && portal.clock().now() > due.longValue());
    }

    static JsonNode isFirstResponseOverdue(Portal portal, Entity request) {
        JsonNode due = request.get("first_response_due_by_time");
        if (due.isNull()) {
            return BooleanNode.FALSE;
        }
        JsonNode responded = request.get("responded_time");
        long until = responded.isNull() ? portal.clock().now() : responded.longValue();
        return BooleanNode.valueOf(isOpen(portal, request) && until > due.longValue());
    }

    static JsonNode isServiceRequest(Portal portal, Entity request) {
        Entity template = portal.find("request_template", request.text("template"));
        return BooleanNode.valueOf(template != null && template.is("is_service_template"));
    }

    static JsonNode hasNotes(Portal portal, Entity request) {
        return BooleanNode.valueOf(!portal.linked(NoteModule.NOTE, RequestModule.REQUEST, request.id())
                .isEmpty());
    }

    static JsonNode hasAttachments(Portal portal, Entity request) {
        return BooleanNode.valueOf(!request.get("attachments").isEmpty());
    }

    /** Whether work is left. */
    static boolean isOpen(Portal portal, Entity request) {
        Entity status = status(portal, request);
        return status != null && status.is("in_progress");
    }

    /** Whether it is closed or cancelled. */
    static boolean isClosed(@Nullable Entity status) {
        return status != null && (isCalled(status, "Closed") || isCalled(status, "Cancelled"));
    }

    /** Whether a status is the one with this internal name. */
    static boolean isCalled(@Nullable Entity status, String internalName) {
        return status != null && status.text("internal_name").equals(internalName);
    }

    static @Nullable Entity status(Portal portal, Entity request) {
        return portal.find(STATUS, request.text(STATUS));
    }
}
