package dev.sdpmcp.simulator.module;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.model.Action;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.wire.ApiFailure;
import dev.sdpmcp.simulator.wire.Envelope;
import dev.sdpmcp.simulator.wire.InnerCode;
import dev.sdpmcp.simulator.wire.Json;
import java.util.List;
import java.util.Set;

/** Actions on requests beyond the standard verbs. */
final class RequestActions {
    private static final String REQUEST = RequestModule.REQUEST;
    private static final String RESOLUTION = "resolution";
    private static final Set<String> CLOSING =
            Set.of("closure_info", RESOLUTION, "status_change_comments", "update_reason");
    private static final List<String> SUMMARY = List.of(
            "id",
            "display_id",
            "subject",
            "status",
            "priority",
            "requester",
            "technician",
            "group",
            "site",
            "created_time",
            "due_by_time",
            "is_overdue",
            "is_service_request");

    private RequestActions() {}

    static List<Action> all() {
        return List.of(
                TicketActions.close(REQUEST, CLOSING),
                TicketActions.assign(REQUEST),
                TicketActions.pickup(REQUEST),
                new Action("GET", "resolutions", null, call -> resolution(call, call.target())),
                new Action("POST", "resolutions", RESOLUTION, RequestActions::resolve),
                new Action("PUT", "resolutions", RESOLUTION, RequestActions::resolve),
                new Action("GET", "summary", null, RequestActions::summary));
    }

    private static ObjectNode resolve(Action.Call call) {
        if (call.input().path("content").asText("").isBlank()) {
            throw ApiFailure.of(InnerCode.MANDATORY, "content", "Value not provided");
        }
        ObjectNode input = Json.object();
        input.set(RESOLUTION, call.input());
        return resolution(call, call.update(input));
    }

    private static ObjectNode summary(Action.Call call) {
        ObjectNode summary = call.definition().show(call.portal(), call.target(), SUMMARY);
        summary.put("notes_count", count(call, NoteModule.NOTE));
        summary.put("tasks_count", count(call, TaskModule.TASK));
        summary.put("worklogs_count", count(call, WorklogModule.WORKLOG));
        summary.put("notifications_count", count(call, MailModule.NOTIFICATION));
        return Envelope.one("request_summary", summary);
    }

    private static int count(Action.Call call, String module) {
        return call.portal().linked(module, REQUEST, call.target().id()).size();
    }

    private static ObjectNode resolution(Action.Call call, Entity request) {
        return DetailGroup.shown(call, request, RESOLUTION);
    }
}
