package dev.sdpmcp.simulator.module;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.Portal;
import org.jspecify.annotations.Nullable;

/** What follows from a request and its surroundings. */
final class RequestFacts {
    static final JsonNode ZERO = TextNode.valueOf("0");

    private static final int SHORT = 240;
    private static final String STATUS = "status";

    private RequestFacts() {}

    static JsonNode shortDescription(Portal desk, Entity request) {
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

    /** Late is who is done after the due time, or not done when it passes; a stopped timer is never late. */
    static JsonNode isOverdue(Portal desk, Entity request) {
        JsonNode due = request.get("due_by_time");
        if (due.isNull()) {
            return BooleanNode.FALSE;
        }
        JsonNode completed = request.get("completed_time");
        if (!completed.isNull()) {
            return BooleanNode.valueOf(completed.longValue() > due.longValue());
        }
        Entity status = status(desk, request);
        boolean running = status != null && status.is("in_progress") && !status.is("stop_timer");
        return BooleanNode.valueOf(running && desk.clock().now() > due.longValue());
    }

    static JsonNode isFirstResponseOverdue(Portal desk, Entity request) {
        JsonNode due = request.get("first_response_due_by_time");
        if (due.isNull()) {
            return BooleanNode.FALSE;
        }
        JsonNode responded = request.get("responded_time");
        long until = responded.isNull() ? desk.clock().now() : responded.longValue();
        return BooleanNode.valueOf(isOpen(desk, request) && until > due.longValue());
    }

    static JsonNode isServiceRequest(Portal desk, Entity request) {
        Entity template = desk.find("request_template", request.text("template"));
        return BooleanNode.valueOf(template != null && template.is("is_service_template"));
    }

    static JsonNode hasNotes(Portal desk, Entity request) {
        return BooleanNode.valueOf(!desk.linked(NoteModule.NOTE, RequestModule.REQUEST, request.id())
                .isEmpty());
    }

    static JsonNode hasAttachments(Portal desk, Entity request) {
        return BooleanNode.valueOf(!request.get("attachments").isEmpty());
    }

    /** Whether somebody still has to do something. */
    static boolean isOpen(Portal desk, Entity request) {
        Entity status = status(desk, request);
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

    static @Nullable Entity status(Portal desk, Entity request) {
        return desk.find(STATUS, request.text(STATUS));
    }
}
