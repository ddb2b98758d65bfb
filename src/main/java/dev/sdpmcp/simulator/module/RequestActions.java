package dev.sdpmcp.simulator.module;

import com.fasterxml.jackson.databind.JsonNode;
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
    private static final String RESOLUTION = "resolution";
    private static final Set<String> SUMMARY = Set.of(
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
        String request = RequestModule.REQUEST;
        return List.of(
                new Action("PUT", "close", request, RequestActions::close),
                new Action("PUT", "assign", request, RequestActions::assign),
                new Action("PUT", "pickup", request, RequestActions::pickup),
                new Action("GET", "resolutions", null, RequestActions::showResolution),
                new Action("POST", "resolutions", RESOLUTION, RequestActions::resolve),
                new Action("PUT", "resolutions", RESOLUTION, RequestActions::resolve),
                new Action("GET", "summary", null, RequestActions::summary));
    }

    private static ObjectNode close(Action.Call call) {
        call.allow(Set.of("closure_info", RESOLUTION, "status_change_comments", "update_reason"));
        if (RequestFacts.isClosed(RequestFacts.status(call.portal(), call.target()))) {
            throw ApiFailure.of(InnerCode.NOT_EDITABLE, "status", "The request is closed already");
        }
        ObjectNode input = call.input().deepCopy();
        Entity closed = call.portal().find("status", StatusEngine.called(call.portal(), StatusEngine.CLOSED));
        input.putObject("status").put("name", closed == null ? StatusEngine.CLOSED : closed.text("name"));
        call.update(input);
        return Envelope.done("Request closed successfully.");
    }

    private static ObjectNode assign(Action.Call call) {
        call.allow(Set.of("technician", "group"));
        if (call.input().isEmpty()) {
            throw ApiFailure.of(InnerCode.MANDATORY, "technician", "Value not provided");
        }
        call.update(call.input());
        return Envelope.done("Request assigned successfully.");
    }

    private static ObjectNode pickup(Action.Call call) {
        call.allow(Set.of());
        if (RequestFacts.isClosed(RequestFacts.status(call.portal(), call.target()))) {
            throw ApiFailure.of(InnerCode.NOT_EDITABLE, "technician", "The request is closed");
        }
        ObjectNode input = Json.object();
        input.putObject("technician").put("id", call.actor().userId());
        call.update(input);
        return Envelope.done("Request picked up successfully.");
    }

    private static ObjectNode showResolution(Action.Call call) {
        return Envelope.one(RESOLUTION, resolutionOf(call, call.target()));
    }

    private static ObjectNode resolve(Action.Call call) {
        if (call.input().path("content").asText("").isBlank()) {
            throw ApiFailure.of(InnerCode.MANDATORY, "content", "Value not provided");
        }
        ObjectNode input = Json.object();
        input.set(RESOLUTION, call.input());
        return Envelope.one(RESOLUTION, resolutionOf(call, call.update(input)));
    }

    private static ObjectNode summary(Action.Call call) {
        ObjectNode summary = call.definition().show(call.portal(), call.target(), SUMMARY);
        count(summary, call, "notes_count", NoteModule.NOTE);
        count(summary, call, "tasks_count", TaskModule.TASK);
        count(summary, call, "worklogs_count", WorklogModule.WORKLOG);
        count(summary, call, "notifications_count", MailModule.NOTIFICATION);
        return Envelope.one("request_summary", summary);
    }

    private static void count(ObjectNode summary, Action.Call call, String key, String module) {
        summary.put(
                key,
                call.portal()
                        .linked(module, RequestModule.REQUEST, call.target().id())
                        .size());
    }

    private static JsonNode resolutionOf(Action.Call call, Entity request) {
        return call.definition()
                .show(call.portal(), request, List.of(RESOLUTION))
                .path(RESOLUTION);
    }
}
