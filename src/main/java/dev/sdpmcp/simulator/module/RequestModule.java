package dev.sdpmcp.simulator.module;

import static dev.sdpmcp.simulator.model.Field.choice;
import static dev.sdpmcp.simulator.model.Field.decimal;
import static dev.sdpmcp.simulator.model.Field.flag;
import static dev.sdpmcp.simulator.model.Field.free;
import static dev.sdpmcp.simulator.model.Field.freeList;
import static dev.sdpmcp.simulator.model.Field.html;
import static dev.sdpmcp.simulator.model.Field.integer;
import static dev.sdpmcp.simulator.model.Field.lookup;
import static dev.sdpmcp.simulator.model.Field.moment;
import static dev.sdpmcp.simulator.model.Field.object;
import static dev.sdpmcp.simulator.model.Field.serial;
import static dev.sdpmcp.simulator.model.Field.text;
import static dev.sdpmcp.simulator.model.Field.texts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.Action;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.Field;
import dev.sdpmcp.simulator.model.LookupType;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.setting.Switch;
import dev.sdpmcp.simulator.wire.ApiFailure;
import dev.sdpmcp.simulator.wire.Envelope;
import dev.sdpmcp.simulator.wire.InnerCode;
import dev.sdpmcp.simulator.wire.Json;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Requests: incidents and service requests, with their actions beyond the standard verbs. */
final class RequestModule {
    static final String REQUEST = "request";

    private static final String USER = PeopleModules.USER;
    private static final LookupType REQUESTER = LookupType.to(USER).makingPeopleWithout(Switch.REQUESTER_MUST_EXIST);

    private static final String RESOLUTION = "resolution";
    private static final Set<String> CLOSING =
            Set.of("closure_info", RESOLUTION, "status_change_comments", "update_reason");
    private static final List<String> SUMMARY = List.of("""
            id display_id subject status priority requester technician group site created_time due_by_time
            is_overdue is_service_request""".split("\\s"));

    private RequestModule() {}

    static ModuleDefinition definition() {
        return ModuleDefinition.called(REQUEST, "requests")
                .at("requests")
                .scopes("requests")
                .readOnly(serial("display_id", ""))
                .fields(text("subject").mandatory(), html("description"))
                .fields(text("short_description").computed(RequestFacts::shortDescription))
                .fields(Field.of("requester", REQUESTER), lookup("on_behalf_of", USER))
                .readOnly(lookup("created_by", USER), lookup("editor", USER))
                .readOnly(texts("email_to"), texts("email_cc"), texts("email_bcc"))
                .fields(texts("email_ids_to_notify"), lookup("template", "request_template"), SharedFields.status())
                .fields(SharedFields.classification())
                .lookups("technician", "department", "service_category", "level", "mode", "request_type", "sla")
                .fields(text("impact_details"))
                .readOnly(lookup(ApprovalModule.STATUS, ApprovalModule.STATUS), free("lifecycle"), free("maintenance"))
                .moments("due_by_time", "first_response_due_by_time", "scheduled_start_time", "scheduled_end_time")
                .readOnly(moment("created_time"), moment("last_updated_time"), moment("responded_time"))
                .readOnly(moment("assigned_time"), moment("resolved_time"), moment("completed_time"))
                .fields(text("time_elapsed").computed((portal, request) -> TextNode.valueOf("0")))
                .fields(resolution(), closureInfo(), onHoldScheduler())
                .fields(text("update_reason"), text("status_change_comments"))
                .fields(object("linked_to_request", lookup(REQUEST, REQUEST), text("comments")))
                .fields(free("resources"), free("service_approvers"), free("cancel_flag_comments"))
                .fields(freeList("assets"), freeList("configuration_items"), SharedFields.attachments())
                .readOnly(decimal("service_cost"), decimal("total_cost"), freeList("deleted_assets"))
                .readOnly(integer("unreplied_count"), integer("editor_status"), free("notification_status"))
                .fields(flag("is_overdue", RequestFacts::isOverdue))
                .fields(flag("is_first_response_overdue", RequestFacts::isFirstResponseOverdue))
                .fields(flag("is_service_request", RequestFacts::isServiceRequest))
                .fields(flag("has_notes", RequestFacts::hasNotes))
                .fields(flag(
                        "has_attachments",
                        (portal, request) -> !request.get("attachments").isEmpty()))
                .fields(flag("delete_pre_template_tasks"))
                .readOnly(flags("is_escalated", "is_read", "is_fcr", "is_reopened"))
                .fields(flag("has_linked_requests", RequestRelations::hasLinks))
                .readOnly(flags("has_project", "has_problem", "has_request_initiated_change", "has_purchase_orders"))
                .fields(flag("has_draft", RequestFacts::hasDraft))
                .readOnly(flags("has_change_initiated_request", "has_dependency"))
                .readOnly(flags("cancellation_requested", "completed_by_denial"))
                .readOnly(Trash.fields())
                .fields(userDefined())
                .rowFields("id", "display_id", "subject", "short_description", "status", "priority", "requester")
                .rowFields("technician", "group", "site", "template", "created_time", "due_by_time", "created_by")
                .rowFields("is_service_request", "is_overdue", "has_attachments", "has_notes", "cancellation_requested")
                .lookupFields("display_id", "subject")
                .sortedBy("created_time", true)
                .hiding(Trash::holds)
                .views(RequestFacts.views())
                .rules(new RequestRules())
                .child("notes", NoteModule.NOTE, REQUEST)
                .child("tasks", TaskModule.TASK, REQUEST)
                .child("worklogs", WorklogModule.WORKLOG, REQUEST)
                .child("attachments", AttachmentModule.ATTACHMENT, REQUEST)
                .child("notifications", MailModule.NOTIFICATION, REQUEST)
                .child("drafts", DraftModule.DRAFT, REQUEST)
                .child("approval_levels", ApprovalModule.LEVEL, REQUEST)
                .child("conversations", MailModule.CONVERSATION, REQUEST)
                .child("history", History.MODULE, REQUEST)
                .actions(actions())
                .actions(RequestRelations.actions())
                .actions(Trash.actions())
                .build();
    }

    private static Field resolution() {
        Field by = lookup("submitted_by", USER).readOnly();
        Field on = moment("submitted_on").readOnly();
        Field files = freeList("resolution_attachments");
        return object(RESOLUTION, html("content"), flag("add_to_linked_requests"), by, on, files);
    }

    private static Field closureInfo() {
        return object(
                "closure_info",
                flag("requester_ack_resolution"),
                text("requester_ack_comments"),
                text("closure_comments"),
                lookup("closure_code", "closure_code"));
    }

    private static Field onHoldScheduler() {
        return object(
                "onhold_scheduler",
                moment("scheduled_time"),
                lookup("change_to_status", "status"),
                text("comments"),
                lookup("held_by", USER).readOnly());
    }

    private static Field[] flags(String... names) {
        return Stream.of(names).map(Field::flag).toArray(Field[]::new);
    }

    private static Field userDefined() {
        return object(
                "udf_fields",
                text("txt_cost_centre"),
                text("txt_asset_tag"),
                integer("num_affected_users"),
                flag("bool_vip_case"),
                moment("dt_needed_by"),
                choice("pick_floor", "Ground floor", "Floor 2", "Floor 20"));
    }

    private static List<Action> actions() {
        return List.of(
                TicketActions.close(REQUEST, CLOSING),
                TicketActions.assign(REQUEST),
                TicketActions.pickup(REQUEST),
                new Action("GET", "resolutions", null, call -> resolution(call, call.target())),
                new Action("POST", "resolutions", RESOLUTION, RequestModule::resolve),
                new Action("PUT", "resolutions", RESOLUTION, RequestModule::resolve),
                new Action("GET", "summary", null, RequestModule::summary));
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
