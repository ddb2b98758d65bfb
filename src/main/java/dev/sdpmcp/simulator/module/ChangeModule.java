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
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.Action;
import dev.sdpmcp.simulator.model.Draft;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.ModuleRules;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.wire.ApiFailure;
import dev.sdpmcp.simulator.wire.InnerCode;
import dev.sdpmcp.simulator.wire.Json;
import dev.sdpmcp.simulator.wire.Problems;
import dev.sdpmcp.simulator.wire.Problems.Stage;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Changes. A status belongs to a stage, and a status change needs a comment; a deleted change goes to the trash. */
final class ChangeModule implements ModuleRules {
    static final String CHANGE = "change";
    static final String STAGE = "stage";

    private static final String STATUS = "status";
    private static final String COMMENT = "comment";
    private static final String CHANGE_STAGE = "change_stage";
    private static final String CHANGE_STATUS = "change_status";
    private static final String CLOSE = "Close";
    private static final Set<String> REOPENING = Set.of(STAGE, STATUS, COMMENT);
    private static final List<String> DETAILS =
            List.of("roll_out_plan", "back_out_plan", "impact_details", "checklist", "review_details", "close_details");
    private static final String USER = PeopleModules.USER;
    private static final String TECHNICIAN = PeopleModules.TECHNICIAN;
    private static final String OWNER = "change_owner";

    static ModuleDefinition definition() {
        return ModuleDefinition.called(CHANGE, "changes")
                .at("changes")
                .scopes("changes")
                .readOnly(serial("display_id", "CH-"))
                .fields(text("title").mandatory(), html("description"), lookup(STAGE, CHANGE_STAGE))
                .fields(lookupWithin(STATUS, CHANGE_STATUS, STAGE), text(COMMENT), lookup("risk", "change_risk"))
                .fields(lookup("template", "change_template"), lookup("workflow", "change_workflow"))
                .lookups("change_type", "reason_for_change")
                .fields(SharedFields.classification())
                .fields(lookup("change_requester", USER), lookup("change_manager", TECHNICIAN))
                .fields(lookup(OWNER, TECHNICIAN), freeList("roles"), flag("retrospective"))
                .moments("scheduled_start_time", "scheduled_end_time", "next_review_on")
                .readOnly(moment("created_time"), moment("completed_time"))
                .fields(DETAILS.stream().map(DetailGroup::described))
                .fields(SharedFields.attached())
                .fields(object("udf_fields", text("txt_cost_centre"), flag("bool_customers_informed")))
                .fields(flag("emergency", ChangeModule::isEmergency))
                .readOnly(lookup("approval_status", "approval_status"), flag("sla_violation"))
                .readOnly(Trash.fields())
                .rowFields("id", "display_id", "title", STAGE, STATUS, "change_type", "risk", "priority", "impact")
                .rowFields("urgency", "category", "change_requester", OWNER, "change_manager", "group", "site")
                .rowFields("scheduled_start_time", "scheduled_end_time", "created_time", "completed_time", "template")
                .rowFields("approval_status", "emergency", "retrospective")
                .lookupFields("display_id", "title")
                .sortedBy("created_time", true)
                .hiding(Trash::holds)
                .rules(new ChangeModule())
                .child("notes", NoteModule.PLAIN_NOTE, CHANGE)
                .child("tasks", TaskModule.TASK, CHANGE)
                .child("worklogs", WorklogModule.WORKLOG, CHANGE)
                .child("approval_levels", ApprovalModule.LEVEL, CHANGE)
                .child("attachments", AttachmentModule.ATTACHMENT, CHANGE)
                .actions(List.of(
                        new Action("PUT", "close_change", Action.UNWRAPPED, ChangeModule::close),
                        new Action("PUT", "close", Action.UNWRAPPED, ChangeModule::close),
                        TicketActions.pickup(CHANGE, OWNER, ChangeModule::refuseIfClosed)))
                .actions(Trash.actions())
                .build();
    }

    /** A stage that is given without a status gets its first status, so it changes the status too. */
    @Override
    public Collection<String> mandatory(Draft draft) {
        boolean moves = differs(draft, STAGE, CHANGE_STAGE) || differs(draft, STATUS, CHANGE_STATUS);
        return moves ? List.of(COMMENT) : List.of();
    }

    @Override
    public void check(Draft draft) {
        Trash.refuseEdits(draft, CHANGE);
        if (draft.isNew()) {
            draft.set("created_time", draft.now());
            draft.setDefault("change_requester", draft.me());
            SharedFields.setDefaultTemplate(draft, "change_template");
        }
        SharedFields.keepCategoriesTogether(draft);
        fillStage(draft);
        moveStage(draft);
        draft.checkInterval("scheduled_start_time", "scheduled_end_time");
        DETAILS.forEach(name -> DetailGroup.sign(draft, name));
        draft.number(CHANGE);
    }

    @Override
    public void delete(Action.Call call) {
        Trash.delete(call);
    }

    /** A new change starts in the first status of the first stage, which needs no comment. */
    private static boolean differs(Draft draft, String field, String module) {
        JsonNode before = draft.isNew() ? first(draft, module) : draft.was(field);
        return draft.gave(field) && !draft.get(field).equals(before);
    }

    private static void fillStage(Draft draft) {
        if (draft.get(STAGE).isNull()) {
            Entity status = draft.target(STATUS, CHANGE_STATUS);
            draft.set(STAGE, status == null ? first(draft, CHANGE_STAGE) : status.get(STAGE));
        }
        boolean stageAlone = draft.changes(STAGE) && !draft.gave(STATUS);
        if (stageAlone || draft.get(STATUS).isNull()) {
            draft.portal()
                    .first(CHANGE_STATUS, status -> status.get(STAGE).equals(draft.get(STAGE)))
                    .ifPresent(status -> draft.set(STATUS, status.reference()));
        }
    }

    private static void moveStage(Draft draft) {
        boolean wasClosed = isClosed(draft.portal(), draft.was(STAGE));
        boolean closed = isClosed(draft.portal(), draft.get(STAGE));
        StatusEngine.refuseEditsOfClosed(draft, wasClosed && closed, REOPENING, CHANGE);
        if (wasClosed != closed) {
            draft.set("completed_time", closed ? draft.now() : NullNode.getInstance());
        }
    }

    private static JsonNode first(Draft draft, String module) {
        return TextNode.valueOf(
                draft.portal().first(module, any -> true).map(Entity::id).orElse(""));
    }

    private static boolean isClosed(Portal portal, JsonNode stageId) {
        Entity stage = portal.find(CHANGE_STAGE, stageId.asText());
        return stage != null && stage.text("name").equals(CLOSE);
    }

    private static boolean isEmergency(Portal portal, Entity change) {
        Entity type = portal.find("change_type", change.text("change_type"));
        return type != null && type.text("name").equals("Emergency");
    }

    private static ObjectNode close(Action.Call call) {
        ApiFailure.refuseOtherKeys(call.input(), Set.of(STATUS, COMMENT));
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
        input.putObject(STAGE).put("name", CLOSE);
        input.putObject(STATUS).put("name", status);
        call.update(input);
        return call.done("closed successfully.");
    }

    private static void refuseIfClosed(Action.Call call) {
        if (isClosed(call.portal(), call.target().get(STAGE))) {
            throw ApiFailure.of(InnerCode.NOT_EDITABLE, STAGE, "The change is closed already");
        }
    }
}
