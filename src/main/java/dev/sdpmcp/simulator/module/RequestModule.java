package dev.sdpmcp.simulator.module;

import static dev.sdpmcp.simulator.model.Field.decimal;
import static dev.sdpmcp.simulator.model.Field.flag;
import static dev.sdpmcp.simulator.model.Field.free;
import static dev.sdpmcp.simulator.model.Field.freeList;
import static dev.sdpmcp.simulator.model.Field.html;
import static dev.sdpmcp.simulator.model.Field.integer;
import static dev.sdpmcp.simulator.model.Field.lookup;
import static dev.sdpmcp.simulator.model.Field.moment;
import static dev.sdpmcp.simulator.model.Field.object;
import static dev.sdpmcp.simulator.model.Field.text;
import static dev.sdpmcp.simulator.model.Field.texts;

import dev.sdpmcp.simulator.model.Field;
import dev.sdpmcp.simulator.model.ListType;
import dev.sdpmcp.simulator.model.LookupType;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.ObjectType;
import dev.sdpmcp.simulator.model.SerialType;
import dev.sdpmcp.simulator.setting.Switch;
import java.util.List;

/** Requests: incidents and service requests. */
final class RequestModule {
    static final String REQUEST = "request";

    private static final String USER = PeopleModules.USER;

    private static final List<String> KEPT_FLAGS = List.of(
            "is_escalated",
            "is_read",
            "is_fcr",
            "is_reopened",
            "is_trashed",
            "has_linked_requests",
            "has_project",
            "has_problem",
            "has_request_initiated_change",
            "has_change_initiated_request",
            "has_purchase_orders",
            "has_draft",
            "has_dependency",
            "cancellation_requested",
            "completed_by_denial");

    private RequestModule() {}

    static ModuleDefinition definition() {
        return ModuleDefinition.called(REQUEST, "requests")
                .at("requests")
                .scopes("requests")
                .fields(identity())
                .fields(people())
                .fields(classification())
                .fields(times())
                .fields(outcome())
                .fields(attached())
                .fields(flags())
                .fields(keptFlags())
                .fields(userDefined())
                .rowFields("id", "display_id", "subject", "short_description", "status", "priority", "requester")
                .rowFields("technician", "group", "site", "template", "created_time", "due_by_time", "created_by")
                .rowFields("is_service_request", "is_overdue", "has_attachments", "has_notes", "cancellation_requested")
                .lookupFields("id", "display_id", "subject")
                .sortedBy("created_time", true)
                .hiding(Trash::holds)
                .views(RequestViews.all())
                .rules(new RequestRules())
                .child("notes", NoteModule.NOTE, REQUEST)
                .child("tasks", TaskModule.TASK, REQUEST)
                .child("worklogs", WorklogModule.WORKLOG, REQUEST)
                .child("attachments", AttachmentModule.ATTACHMENT, REQUEST)
                .child("notifications", MailModule.NOTIFICATION, REQUEST)
                .child("conversations", ConversationModule.CONVERSATION, REQUEST)
                .child("history", History.MODULE, REQUEST)
                .actions(RequestActions.all())
                .actions(Trash.actions())
                .build();
    }

    private static Field[] identity() {
        return new Field[] {
            Field.of("display_id", new SerialType("")).readOnly(),
            text("subject").mandatory(),
            html("description"),
            text("short_description").computed(RequestFacts::shortDescription)
        };
    }

    private static Field[] people() {
        LookupType requester = LookupType.to(USER).makingPeopleWithout(Switch.REQUESTER_MUST_EXIST);
        return new Field[] {
            Field.of("requester", requester),
            lookup("on_behalf_of", USER),
            lookup("group", "group"),
            lookup("technician", PeopleModules.TECHNICIAN),
            lookup("site", "site"),
            lookup("department", "department"),
            lookup("created_by", USER).readOnly(),
            lookup("editor", USER).readOnly(),
            lookup("deleted_by", USER).readOnly(),
            texts("email_ids_to_notify"),
            texts("email_to").readOnly(),
            texts("email_cc").readOnly(),
            texts("email_bcc").readOnly()
        };
    }

    private static Field[] classification() {
        LookupType status = LookupType.to("status").byIdOnlyWith(Switch.STATUS_BY_ID_ALLOWED);
        return new Field[] {
            lookup("template", "request_template"),
            lookup("service_category", "service_category"),
            Field.of("status", status),
            lookup("priority", "priority"),
            lookup("urgency", "urgency"),
            lookup("impact", "impact"),
            text("impact_details"),
            lookup("level", "level"),
            lookup("mode", "mode"),
            lookup("request_type", "request_type"),
            lookup("category", "category"),
            Field.of("subcategory", LookupType.to("subcategory").within("category")),
            Field.of("item", LookupType.to("item").within("subcategory")),
            lookup("sla", "sla"),
            lookup("approval_status", "status").readOnly(),
            free("lifecycle").readOnly(),
            free("maintenance").readOnly()
        };
    }

    private static Field[] times() {
        return new Field[] {
            moment("created_time").readOnly(),
            moment("due_by_time"),
            moment("first_response_due_by_time"),
            moment("scheduled_start_time"),
            moment("scheduled_end_time"),
            moment("last_updated_time").readOnly(),
            moment("responded_time").readOnly(),
            moment("assigned_time").readOnly(),
            moment("resolved_time").readOnly(),
            moment("completed_time").readOnly(),
            moment("deleted_time").readOnly(),
            text("time_elapsed").computed((portal, request) -> RequestFacts.ZERO)
        };
    }

    private static Field[] outcome() {
        return new Field[] {
            object(
                    "resolution",
                    html("content"),
                    flag("add_to_linked_requests"),
                    lookup("submitted_by", USER).readOnly(),
                    moment("submitted_on").readOnly(),
                    freeList("resolution_attachments")),
            object(
                    "closure_info",
                    flag("requester_ack_resolution"),
                    text("requester_ack_comments"),
                    text("closure_comments"),
                    lookup("closure_code", "closure_code")),
            object(
                    "onhold_scheduler",
                    moment("scheduled_time"),
                    lookup("change_to_status", "status"),
                    text("comments"),
                    lookup("held_by", USER).readOnly()),
            text("update_reason"),
            text("status_change_comments")
        };
    }

    private static Field[] attached() {
        return new Field[] {
            object("linked_to_request", lookup(REQUEST, REQUEST), text("comments")),
            free("resources"),
            free("service_approvers"),
            free("cancel_flag_comments"),
            decimal("service_cost").readOnly(),
            decimal("total_cost").readOnly(),
            freeList("assets"),
            freeList("configuration_items"),
            freeList("deleted_assets").readOnly(),
            Field.of("attachments", new ListType(ObjectType.with(text("id"), text("file_id"), text("name")))),
            integer("unreplied_count").readOnly(),
            integer("editor_status").readOnly(),
            free("notification_status").readOnly()
        };
    }

    private static Field[] flags() {
        return new Field[] {
            flag("is_overdue").computed(RequestFacts::isOverdue),
            flag("is_first_response_overdue").computed(RequestFacts::isFirstResponseOverdue),
            flag("is_service_request").computed(RequestFacts::isServiceRequest),
            flag("has_notes").computed(RequestFacts::hasNotes),
            flag("has_attachments").computed(RequestFacts::hasAttachments),
            flag("delete_pre_template_tasks")
        };
    }

    private static Field[] keptFlags() {
        return KEPT_FLAGS.stream().map(name -> flag(name).readOnly()).toArray(Field[]::new);
    }

    private static Field userDefined() {
        return object(
                "udf_fields",
                text("txt_cost_centre"),
                text("txt_asset_tag"),
                integer("num_affected_users"),
                flag("bool_vip_case"),
                moment("dt_needed_by"));
    }
}
