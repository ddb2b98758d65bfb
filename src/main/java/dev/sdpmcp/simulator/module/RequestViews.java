package dev.sdpmcp.simulator.module;

import dev.sdpmcp.simulator.model.Actor;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.ModuleDefinition.SavedView;
import dev.sdpmcp.simulator.model.Portal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** The saved views of requests that {@code filter_by} names. "My" is the technician of the token. */
final class RequestViews {
    private RequestViews() {}

    static Map<String, SavedView> all() {
        SavedView open = (portal, actor) -> request -> RequestFacts.isOpen(portal, request);
        SavedView onHold = (portal, actor) ->
                request -> RequestFacts.isCalled(RequestFacts.status(portal, request), StatusEngine.ON_HOLD);
        SavedView completed = (portal, actor) -> request -> !RequestFacts.isOpen(portal, request);
        SavedView overdue = (portal, actor) -> request -> RequestFacts.isOpen(portal, request)
                && RequestFacts.isOverdue(portal, request).booleanValue();
        SavedView dueToday =
                (portal, actor) -> request -> RequestFacts.isOpen(portal, request) && isToday(portal, request);
        Map<String, SavedView> views = new LinkedHashMap<>(others(open));
        views.put("Open_Requests", open);
        views.put("Onhold_Requests", onHold);
        views.put("Completed_Requests", completed);
        views.put("Overdue_Requests", overdue);
        views.put("Requests_Due_Today", dueToday);
        views.put("My_Open_Requests", mine(open));
        views.put("My_Pending_Requests", mine(onHold));
        views.put("My_Overdue_Requests", mine(overdue));
        views.put("My_Requests_Due_Today", mine(dueToday));
        views.put("My_Closed_Requests", mine(completed));
        return views;
    }

    private static Map<String, SavedView> others(SavedView open) {
        return Map.of(
                "All_Requests", (portal, actor) -> request -> true,
                "Unassigned_Requests", both(open, RequestViews::isUnassigned),
                "Requests_Pending_Approval",
                        (portal, actor) ->
                                request -> !request.get("approval_status").isNull(),
                "Waiting_For_My_Update",
                        both(
                                mine(open),
                                request -> request.get("unreplied_count").asInt() > 0),
                "Updated_By_Me",
                        (portal, actor) -> request -> request.text("editor").equals(actor.userId()));
    }

    private static SavedView mine(SavedView view) {
        return (portal, actor) -> view.of(portal, actor).and(request -> isMine(request, actor));
    }

    private static SavedView both(SavedView view, Predicate<Entity> more) {
        return (portal, actor) -> view.of(portal, actor).and(more);
    }

    private static boolean isMine(Entity request, Actor actor) {
        return request.text("technician").equals(actor.userId());
    }

    private static boolean isUnassigned(Entity request) {
        return request.get("technician").isNull();
    }

    private static boolean isToday(Portal portal, Entity request) {
        ZoneId zone = portal.clock().zone();
        LocalDate today =
                LocalDate.ofInstant(Instant.ofEpochMilli(portal.clock().now()), zone);
        return !request.get("due_by_time").isNull()
                && LocalDate.ofInstant(
                                Instant.ofEpochMilli(request.get("due_by_time").longValue()), zone)
                        .equals(today);
    }
}
