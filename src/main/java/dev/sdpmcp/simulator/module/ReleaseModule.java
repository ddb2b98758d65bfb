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
import dev.sdpmcp.simulator.model.ModuleDefinition;
import java.util.List;

/** Releases, which pass stages. */
final class ReleaseModule {
    static final String RELEASE = "release";

    private static final String TECHNICIAN = PeopleModules.TECHNICIAN;
    private static final StageRules RULES = new StageRules(RELEASE);

    private ReleaseModule() {}

    static ModuleDefinition definition() {
        return ModuleDefinition.called(RELEASE, "releases")
                .at("releases")
                .scopes("releases")
                .readOnly(serial("display_id", "RL-"))
                .fields(text("title").mandatory(), html("description"), lookup(STAGE, "release_stage"))
                .fields(lookupWithin(STATUS, "release_status", STAGE), text(COMMENT), lookup("risk", "change_risk"))
                .fields(lookup("template", "release_template"), lookup("workflow", "release_workflow"))
                .lookups("release_type", "reason_for_release")
                .fields(SharedFields.classification())
                .fields(lookup("release_requester", PeopleModules.USER), lookup("release_engineer", TECHNICIAN))
                .fields(lookup("release_manager", TECHNICIAN), freeList("roles"))
                .moments("scheduled_start_time", "scheduled_end_time", "next_review_on")
                .readOnly(moment("created_time"), moment("completed_time"))
                .fields(DETAILS.stream().map(DetailGroup::described))
                .fields(SharedFields.attached())
                .fields(object("udf_fields", text("txt_version")))
                .readOnly(lookup("approval_status", "approval_status"), flag("sla_violation"))
                .readOnly(Trash.fields())
                .rowFields("id", "display_id", "title", STAGE, STATUS, "release_type", "risk", "priority", "impact")
                .rowFields("urgency", "category", "release_requester", "release_engineer", "release_manager", "group")
                .rowFields("site", "scheduled_start_time", "scheduled_end_time", "created_time", "completed_time")
                .rowFields("template", "approval_status")
                .lookupFields("display_id", "title")
                .sortedBy("created_time", true)
                .hiding(Trash::holds)
                .rules(RULES)
                .child("notes", NoteModule.PLAIN_NOTE, RELEASE)
                .child("tasks", TaskModule.TASK, RELEASE)
                .child("worklogs", WorklogModule.WORKLOG, RELEASE)
                .actions(List.of(new Action("PUT", "_close", Action.UNWRAPPED, RULES::close)))
                .actions(Trash.actions())
                .build();
    }
}
