package dev.sdpmcp.simulator.module;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.ModuleDefinition.SavedView;
import dev.sdpmcp.simulator.model.Portal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiPredicate;

/** Computed values of a request, and the saved views that {@code filter_by} names. */
final class RequestFacts {
    private static final int SHORT = 240;
    private static final String DUE = "due_by_time";

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
    static boolean isOverdue(Portal portal, Entity request) {
        JsonNode completed = request.get("completed_time");
        if (!completed.isNull()) {
            return isAfter(completed.longValue(), request.get(DUE));
        }
        Entity status = StatusEngine.status(portal, request);
        boolean running = status != null && status.is("in_progress") && !status.is("stop_timer");
        return running && isAfter(portal.clock().now(), request.get(DUE));
    }

    static boolean isFirstResponseOverdue(Portal portal, Entity request) {
        JsonNode responded = request.get("responded_time");
        long until = responded.isNull() ? portal.clock().now() : responded.longValue();
        return isOpen(portal, request) && isAfter(until, request.get("first_response_due_by_time"));
    }

    private static boolean isAfter(long moment, JsonNode due) {
        return !due.isNull() && moment > due.longValue();
    }

    static boolean isServiceRequest(Portal portal, Entity request) {
        Entity template = portal.find("request_template", request.text("template"));
        return template != null && template.is("is_service_template");
    }

    static boolean hasNotes(Portal portal, Entity request) {
        return !portal.linked(NoteModule.NOTE, RequestModule.REQUEST, request.id())
                .isEmpty();
    }

    static boolean hasDraft(Portal portal, Entity request) {
        return !portal.linked(DraftModule.DRAFT, RequestModule.REQUEST, request.id())
                .isEmpty();
    }

    /** The saved views. "My" is the technician of the token. */
    static Map<String, SavedView> views() {
        BiPredicate<Portal, Entity> open = RequestFacts::isOpen;
        BiPredicate<Portal, Entity> completed = open.negate();
        BiPredicate<Portal, Entity> onHold =
                (portal, request) -> StatusEngine.isCalled(StatusEngine.status(portal, request), StatusEngine.ON_HOLD);
        BiPredicate<Portal, Entity> overdue = open.and(RequestFacts::isOverdue);
        BiPredicate<Portal, Entity> dueToday = open.and(RequestFacts::isDueToday);
        Map<String, SavedView> views = new LinkedHashMap<>();
        views.put("All_Requests", anyones((portal, request) -> true));
        views.put("Open_Requests", anyones(open));
        views.put("Onhold_Requests", anyones(onHold));
        views.put("Completed_Requests", anyones(completed));
        views.put("Overdue_Requests", anyones(overdue));
        views.put("Requests_Due_Today", anyones(dueToday));
        views.put(
                "Unassigned_Requests",
                anyones(open.and((portal, request) -> request.get("technician").isNull())));
        views.put(
                "Requests_Pending_Approval",
                anyones((portal, request) -> !request.get("approval_status").isNull()));
        views.put("My_Open_Requests", mine(open));
        views.put("My_Pending_Requests", mine(onHold));
        views.put("My_Overdue_Requests", mine(overdue));
        views.put("My_Requests_Due_Today", mine(dueToday));
        views.put("My_Closed_Requests", mine(completed));
        views.put("Waiting_For_My_Update", mine(open.and((portal, request) -> request.number("unreplied_count") > 0)));
        views.put(
                "Updated_By_Me",
                (portal, actor) -> request -> request.text("editor").equals(actor.userId()));
        return views;
    }

    private static SavedView anyones(BiPredicate<Portal, Entity> test) {
        return (portal, actor) -> request -> test.test(portal, request);
    }

    private static SavedView mine(BiPredicate<Portal, Entity> test) {
        return (portal, actor) -> request ->
                test.test(portal, request) && request.text("technician").equals(actor.userId());
    }

    /** Whether work is left. */
    private static boolean isOpen(Portal portal, Entity request) {
        Entity status = StatusEngine.status(portal, request);
        return status != null && status.is("in_progress");
    }

    private static boolean isDueToday(Portal portal, Entity request) {
        JsonNode due = request.get(DUE);
        return !due.isNull()
                && day(portal, due.longValue())
                        .equals(day(portal, portal.clock().now()));
    }

    private static LocalDate day(Portal portal, long moment) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(moment), portal.clock().zone());
    }
}
