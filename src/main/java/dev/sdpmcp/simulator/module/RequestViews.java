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
        SavedView open = (desk, actor) -> request -> RequestFacts.isOpen(desk, request);
        SavedView onHold = (desk, actor) ->
                request -> RequestFacts.isCalled(RequestFacts.status(desk, request), StatusEngine.ON_HOLD);
        SavedView completed = (desk, actor) -> request -> !RequestFacts.isOpen(desk, request);
        SavedView overdue = (desk, actor) -> request -> RequestFacts.isOpen(desk, request)
                && RequestFacts.isOverdue(desk, request).booleanValue();
        SavedView dueToday = (desk, actor) -> request -> RequestFacts.isOpen(desk, request) && isToday(desk, request);
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
                "All_Requests", (desk, actor) -> request -> true,
                "Unassigned_Requests", both(open, RequestViews::isUnassigned),
                "Requests_Pending_Approval",
                        (desk, actor) ->
                                request -> !request.get("approval_status").isNull(),
                "Waiting_For_My_Update",
                        both(
                                mine(open),
                                request -> request.get("unreplied_count").asInt() > 0),
                "Updated_By_Me",
                        (desk, actor) -> request -> request.text("editor").equals(actor.userId()));
    }

    private static SavedView mine(SavedView view) {
        return (desk, actor) -> view.of(desk, actor).and(request -> isMine(request, actor));
    }

    private static SavedView both(SavedView view, Predicate<Entity> more) {
        return (desk, actor) -> view.of(desk, actor).and(more);
    }

    private static boolean isMine(Entity request, Actor actor) {
        return request.text("technician").equals(actor.userId());
    }

    private static boolean isUnassigned(Entity request) {
        return request.get("technician").isNull();
    }

    private static boolean isToday(Portal desk, Entity request) {
        ZoneId zone = desk.clock().zone();
        LocalDate today = LocalDate.ofInstant(Instant.ofEpochMilli(desk.clock().now()), zone);
        return !request.get("due_by_time").isNull()
                && LocalDate.ofInstant(
                                Instant.ofEpochMilli(request.get("due_by_time").longValue()), zone)
                        .equals(today);
    }
}
