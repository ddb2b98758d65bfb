package dev.sdpmcp.simulator.module;

import static dev.sdpmcp.simulator.model.Field.decimal;
import static dev.sdpmcp.simulator.model.Field.flag;
import static dev.sdpmcp.simulator.model.Field.freeList;
import static dev.sdpmcp.simulator.model.Field.html;
import static dev.sdpmcp.simulator.model.Field.integer;
import static dev.sdpmcp.simulator.model.Field.lookup;
import static dev.sdpmcp.simulator.model.Field.moment;
import static dev.sdpmcp.simulator.model.Field.object;
import static dev.sdpmcp.simulator.model.Field.percentage;
import static dev.sdpmcp.simulator.model.Field.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.sdpmcp.simulator.model.Draft;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.Field;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.ModuleRules;
import dev.sdpmcp.simulator.model.Portal;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Tasks of requests, problems, changes and releases, and general ones. A task of a change or release belongs to a stage. */
final class TaskModule implements ModuleRules {
    static final String TASK = "task";
    static final String TASK_STATUS = "task_status";

    private static final String STATUS = "status";
    private static final String TECHNICIAN = PeopleModules.TECHNICIAN;

    static ModuleDefinition definition() {
        return ModuleDefinition.called(TASK, "tasks")
                .at("tasks")
                .scopes("general", "requests")
                .fields(text("title").mandatory(), html("description"), lookup(STATUS, TASK_STATUS))
                .lookups("priority", "task_type", "group")
                .fields(lookup("owner", TECHNICIAN), lookup("marked_technician", TECHNICIAN))
                .fields(percentage("percentage_completion").startingAs(LongNode.valueOf(0)))
                .moments("scheduled_start_time", "scheduled_end_time", "actual_start_time", "actual_end_time")
                .fields(object("estimated_effort", integer("days"), integer("hours"), integer("minutes")))
                .fields(text("email_before"), decimal("additional_cost"), freeList("attachments"))
                .fields(flag("overdue", TaskModule::isOverdue))
                .readOnly(flag("deleted"), lookup("created_by", PeopleModules.USER), moment("created_time"))
                .readOnly(integer("index"))
                .below(RequestModule.REQUEST, ProblemModule.PROBLEM, ChangeModule.CHANGE, ReleaseModule.RELEASE)
                .fields(Field.of(StageRules.STAGE, new TaskStage()))
                .rowFields("id", "title", STATUS, "priority", "task_type", "group", "owner", "percentage_completion")
                .rowFields("scheduled_start_time", "scheduled_end_time", "overdue", "created_time", "index")
                .rowFields(RequestModule.REQUEST)
                .lookupFields("title")
                .sortedBy("created_time", true)
                .rules(new TaskModule())
                .child("worklogs", WorklogModule.WORKLOG, TASK)
                .build();
    }

    private static boolean isOverdue(Portal portal, Entity task) {
        JsonNode due = task.get("scheduled_end_time");
        JsonNode ended = task.get("actual_end_time");
        long until = ended.isNull() ? portal.clock().now() : ended.longValue();
        return !due.isNull() && until > due.longValue();
    }

    @Override
    public Collection<String> mandatory(Draft draft) {
        boolean staged = Stream.of(ChangeModule.CHANGE, ReleaseModule.RELEASE)
                .anyMatch(owner -> !draft.get(owner).isNull());
        return draft.isNew() && staged ? List.of(StageRules.STAGE) : List.of();
    }

    @Override
    public void check(Draft draft) {
        if (draft.isNew()) {
            draft.set("created_time", draft.now());
            draft.set("created_by", draft.me());
            draft.portal()
                    .first(TASK_STATUS, any -> true)
                    .ifPresent(first -> draft.setDefault(STATUS, first.reference()));
        }
        draft.checkInterval("scheduled_start_time", "scheduled_end_time");
        Entity status = draft.target(STATUS, TASK_STATUS);
        if (status != null && draft.changes(STATUS) && !status.is("in_progress")) {
            draft.set("actual_end_time", draft.now());
            draft.set("percentage_completion", LongNode.valueOf(100));
        }
    }

    @Override
    public void saved(Draft draft, Entity saved) {
        History.record(draft, saved.text(RequestModule.REQUEST), draft.isNew() ? "ADD_TASK" : "UPDATE_TASK");
    }
}
