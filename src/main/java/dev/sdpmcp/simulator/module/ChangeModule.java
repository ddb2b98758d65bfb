package dev.sdpmcp.simulator.module;

import static dev.sdpmcp.simulator.model.Field.flag;
import static dev.sdpmcp.simulator.model.Field.freeList;
import static dev.sdpmcp.simulator.model.Field.html;
import static dev.sdpmcp.simulator.model.Field.lookup;
import static dev.sdpmcp.simulator.model.Field.lookupWithin;
import static dev.sdpmcp.simulator.model.Field.moment;
import static dev.sdpmcp.simulator.model.Field.object;
import static dev.sdpmcp.simulator.model.Field.serial;
import static dev.sdpmcp.simulator.model.Field.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.model.Action;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.Field;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.wire.ApiFailure;
import dev.sdpmcp.simulator.wire.InnerCode;
import dev.sdpmcp.simulator.wire.Json;
import dev.sdpmcp.simulator.wire.Problems;
import dev.sdpmcp.simulator.wire.Problems.Stage;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Changes. A status belongs to a stage, and a status change needs a comment; a deleted change goes to the trash. */
final class ChangeModule {
    static final String CHANGE = "change";
    static final String STAGE = "stage";
    static final String STATUS = "status";
    static final String COMMENT = "comment";
    static final List<String> DETAILS =
            List.of("roll_out_plan", "back_out_plan", "impact_details", "checklist", "review_details", "close_details");

    private static final String USER = PeopleModules.USER;
    private static final String TECHNICIAN = PeopleModules.TECHNICIAN;
    private static final String OWNER = "change_owner";

    private ChangeModule() {}

    static ModuleDefinition definition() {
        return ModuleDefinition.called(CHANGE, "changes")
                .at("changes")
                .scopes("changes")
                .readOnly(serial("display_id", "CH-"))
                .fields(text("title").mandatory(), html("description"), lookup(STAGE, "change_stage"))
                .fields(lookupWithin(STATUS, "change_status", STAGE), text(COMMENT), lookup("risk", "change_risk"))
                .fields(lookup("template", "change_template"), lookup("workflow", "change_workflow"))
                .lookups("change_type", "reason_for_change")
                .fields(SharedFields.classification())
                .fields(lookup("change_requester", USER), lookup("change_manager", TECHNICIAN))
                .fields(lookup(OWNER, TECHNICIAN), freeList("roles"), flag("retrospective"))
                .moments("scheduled_start_time", "scheduled_end_time", "next_review_on")
                .readOnly(moment("created_time"), moment("completed_time"))
                .fields(DETAILS.stream().map(DetailGroup::described).toArray(Field[]::new))
                .fields(SharedFields.attached())
                .fields(object("udf_fields", text("txt_cost_centre"), flag("bool_customers_informed")))
                .fields(flag("emergency").computed(ChangeModule::isEmergency))
                .readOnly(lookup("approval_status", "approval_status"), flag("sla_violation"))
                .readOnly(Trash.fields())
                .rowFields("id", "display_id", "title", STAGE, STATUS, "change_type", "risk", "priority", "impact")
                .rowFields("urgency", "category", "change_requester", OWNER, "change_manager", "group", "site")
                .rowFields("scheduled_start_time", "scheduled_end_time", "created_time", "completed_time", "template")
                .rowFields("approval_status", "emergency", "retrospective")
                .lookupFields("display_id", "title")
                .sortedBy("created_time", true)
                .hiding(Trash::holds)
                .rules(new ChangeRules())
                .child("notes", NoteModule.PLAIN_NOTE, CHANGE)
                .child("tasks", TaskModule.TASK, CHANGE)
                .child("worklogs", WorklogModule.WORKLOG, CHANGE)
                .child("attachments", AttachmentModule.ATTACHMENT, CHANGE)
                .actions(List.of(
                        new Action("PUT", "close_change", Action.UNWRAPPED, ChangeModule::close),
                        new Action("PUT", "close", Action.UNWRAPPED, ChangeModule::close),
                        TicketActions.pickup(CHANGE, OWNER, ChangeModule::refuseIfClosed)))
                .actions(Trash.actions())
                .build();
    }

    private static JsonNode isEmergency(Portal portal, Entity change) {
        Entity type = portal.find("change_type", change.text("change_type"));
        return BooleanNode.valueOf(type != null && type.text("name").equals("Emergency"));
    }

    private static ObjectNode close(Action.Call call) {
        call.allow(Set.of(STATUS, COMMENT));
        Problems problems = new Problems();
        List<String> missing = Stream.of(STATUS, COMMENT)
                .filter(key -> call.input().path(key).asText("").isBlank())
                .toList();
        problems.addFields(Stage.MANDATORY, InnerCode.MANDATORY, missing);
        problems.throwIfAny();
        String status = switch (call.input().path(STATUS).asText().toLowerCase(Locale.ROOT)) {
            case "completed" -> "Completed";
            case "canceled", "cancelled" -> "Cancelled";
            default -> throw ApiFailure.of(InnerCode.INVALID_VALUE, STATUS, "Value not present");
        };
        refuseIfClosed(call);
        ObjectNode input = Json.object().put(COMMENT, call.input().path(COMMENT).asText());
        input.putObject(STAGE).put("name", ChangeRules.CLOSE);
        input.putObject(STATUS).put("name", status);
        call.update(input);
        return call.done("closed successfully.");
    }

    private static void refuseIfClosed(Action.Call call) {
        boolean closed = ChangeRules.isClosed(call.portal(), call.target().get(STAGE));
        call.refuseIf(closed, STAGE, "The change is closed already");
    }
}
