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
import static dev.sdpmcp.simulator.module.StageRules.COMMENT;
import static dev.sdpmcp.simulator.module.StageRules.DETAILS;
import static dev.sdpmcp.simulator.module.StageRules.STAGE;
import static dev.sdpmcp.simulator.module.StageRules.STATUS;

import dev.sdpmcp.simulator.model.Action;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.Portal;
import java.util.List;

/** Changes, which pass stages. */
final class ChangeModule {
    static final String CHANGE = "change";

    private static final String USER = PeopleModules.USER;
    private static final String TECHNICIAN = PeopleModules.TECHNICIAN;
    private static final String OWNER = "change_owner";
    private static final StageRules RULES = new StageRules(CHANGE);

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
                .rules(RULES)
                .child("notes", NoteModule.PLAIN_NOTE, CHANGE)
                .child("tasks", TaskModule.TASK, CHANGE)
                .child("worklogs", WorklogModule.WORKLOG, CHANGE)
                .child("approval_levels", ApprovalModule.LEVEL, CHANGE)
                .child("attachments", AttachmentModule.ATTACHMENT, CHANGE)
                .actions(List.of(
                        new Action("PUT", "close_change", Action.UNWRAPPED, RULES::close),
                        new Action("PUT", "close", Action.UNWRAPPED, RULES::close),
                        TicketActions.pickup(CHANGE, OWNER, RULES::refuseIfClosed)))
                .actions(Trash.actions())
                .build();
    }

    private static boolean isEmergency(Portal portal, Entity change) {
        Entity type = portal.find("change_type", change.text("change_type"));
        return type != null && type.text("name").equals("Emergency");
    }
}
