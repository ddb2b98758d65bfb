package dev.sdpmcp.simulator.module;

import static dev.sdpmcp.simulator.model.Field.flag;
import static dev.sdpmcp.simulator.model.Field.freeList;
import static dev.sdpmcp.simulator.model.Field.html;
import static dev.sdpmcp.simulator.model.Field.lookup;
import static dev.sdpmcp.simulator.model.Field.moment;
import static dev.sdpmcp.simulator.model.Field.object;
import static dev.sdpmcp.simulator.model.Field.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.model.Action;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.Field;
import dev.sdpmcp.simulator.model.LookupType;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.model.SerialType;
import dev.sdpmcp.simulator.wire.ApiFailure;
import dev.sdpmcp.simulator.wire.Envelope;
import dev.sdpmcp.simulator.wire.InnerCode;
import dev.sdpmcp.simulator.wire.Json;
import dev.sdpmcp.simulator.wire.Problems;
import dev.sdpmcp.simulator.wire.Stage;
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
                .fields(Field.of("display_id", new SerialType("CH-")).readOnly())
                .fields(text("title").mandatory(), html("description"), lookup(STAGE, "change_stage"))
                .fields(Field.of(STATUS, LookupType.to("change_status").within(STAGE)), text(COMMENT))
                .fields(lookup("template", "change_template"), lookup("workflow", "change_workflow"))
                .fields(lookup("change_type", "change_type"), lookup("reason_for_change", "reason_for_change"))
                .fields(lookup("risk", "change_risk"))
                .fields(SharedFields.classification())
                .fields(lookup("change_requester", USER), lookup("change_manager", TECHNICIAN))
                .fields(lookup(OWNER, TECHNICIAN), freeList("roles"), flag("retrospective"))
                .fields(moment("scheduled_start_time"), moment("scheduled_end_time"), moment("next_review_on"))
                .fields(
                        moment("created_time").readOnly(),
                        moment("completed_time").readOnly())
                .fields(DETAILS.stream().map(DetailGroup::described).toArray(Field[]::new))
                .fields(SharedFields.attached())
                .fields(object("udf_fields", text("txt_cost_centre"), flag("bool_customers_informed")))
                .fields(lookup("approval_status", "approval_status").readOnly())
                .fields(
                        flag("emergency").computed(ChangeModule::isEmergency),
                        flag("sla_violation").readOnly())
                .fields(Trash.fields())
                .rowFields("id", "display_id", "title", STAGE, STATUS, "change_type", "risk", "priority", "impact")
                .rowFields("urgency", "category", "change_requester", OWNER, "change_manager", "group", "site")
                .rowFields("scheduled_start_time", "scheduled_end_time", "created_time", "completed_time", "template")
                .rowFields("approval_status", "emergency", "retrospective")
                .lookupFields("id", "display_id", "title")
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
                        new Action("PUT", "pickup", CHANGE, ChangeModule::pickup)))
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
        return Envelope.done("Change closed successfully.");
    }

    private static ObjectNode pickup(Action.Call call) {
        call.allow(Set.of());
        refuseIfClosed(call);
        ObjectNode input = Json.object();
        input.putObject(OWNER).put("id", call.actor().userId());
        call.update(input);
        return Envelope.done("Change picked up successfully.");
    }

    private static void refuseIfClosed(Action.Call call) {
        if (ChangeRules.isClosed(call.portal(), call.target().get(STAGE))) {
            throw ApiFailure.of(InnerCode.NOT_EDITABLE, STAGE, "The change is closed already");
        }
    }
}
