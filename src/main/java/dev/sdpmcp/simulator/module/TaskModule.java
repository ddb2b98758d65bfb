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
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.Draft;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.ModuleRules;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.wire.InnerCode;
import dev.sdpmcp.simulator.wire.Stage;
import java.util.Collection;
import java.util.List;

/** Tasks of requests, problems and changes, and general ones. A task of a change belongs to a stage. */
final class TaskModule {
    static final String TASK = "task";

    private static final String STATUS = "status";
    private static final String TASK_STATUS = "task_status";
    private static final String TECHNICIAN = PeopleModules.TECHNICIAN;

    private TaskModule() {}

    static ModuleDefinition definition() {
        return ModuleDefinition.called(TASK, "tasks")
                .at("tasks")
                .scopes("general", "requests")
                .fields(text("title").mandatory(), html("description"))
                .fields(lookup(STATUS, TASK_STATUS), lookup("priority", "priority"), lookup("task_type", "task_type"))
                .fields(lookup("group", "group"), lookup("owner", TECHNICIAN), lookup("marked_technician", TECHNICIAN))
                .fields(percentage("percentage_completion").startingAs(LongNode.valueOf(0)))
                .fields(moment("scheduled_start_time"), moment("scheduled_end_time"))
                .fields(moment("actual_start_time"), moment("actual_end_time"))
                .fields(object("estimated_effort", integer("days"), integer("hours"), integer("minutes")))
                .fields(text("email_before"), decimal("additional_cost"), freeList("attachments"))
                .fields(
                        flag("overdue").computed(TaskModule::isOverdue),
                        flag("deleted").readOnly())
                .fields(
                        lookup("created_by", PeopleModules.USER).readOnly(),
                        moment("created_time").readOnly())
                .fields(integer("index").readOnly())
                .fields(lookup(RequestModule.REQUEST, RequestModule.REQUEST).readOnly())
                .fields(lookup(ProblemModule.PROBLEM, ProblemModule.PROBLEM).readOnly())
                .fields(lookup(ChangeModule.CHANGE, ChangeModule.CHANGE).readOnly())
                .fields(lookup(ChangeModule.STAGE, "change_stage"))
                .rowFields("id", "title", STATUS, "priority", "task_type", "group", "owner", "percentage_completion")
                .rowFields("scheduled_start_time", "scheduled_end_time", "overdue", "created_time", "index")
                .rowFields(RequestModule.REQUEST)
                .lookupFields("id", "title")
                .sortedBy("created_time", true)
                .rules(new Rules())
                .child("worklogs", WorklogModule.WORKLOG, TASK)
                .build();
    }

    private static JsonNode isOverdue(Portal portal, Entity task) {
        JsonNode due = task.get("scheduled_end_time");
        JsonNode ended = task.get("actual_end_time");
        long until = ended.isNull() ? portal.clock().now() : ended.longValue();
        return BooleanNode.valueOf(!due.isNull() && until > due.longValue());
    }

    private static final class Rules implements ModuleRules {
        private static final long COMPLETE = 100;

        @Override
        public Collection<String> mandatory(Draft draft) {
            boolean ofChange = draft.isNew() && !draft.get(ChangeModule.CHANGE).isNull();
            return ofChange ? List.of(ChangeModule.STAGE) : List.of();
        }

        @Override
        public void check(Draft draft) {
            LongNode now = LongNode.valueOf(draft.portal().clock().now());
            if (draft.isNew()) {
                draft.set("created_time", now);
                draft.set("created_by", TextNode.valueOf(draft.actor().userId()));
                fillStatus(draft);
            }
            checkTimes(draft);
            Entity status = draft.target(STATUS, TASK_STATUS);
            if (status != null && draft.changes(STATUS) && !status.is("in_progress")) {
                draft.set("actual_end_time", now);
                draft.set("percentage_completion", LongNode.valueOf(COMPLETE));
            }
        }

        @Override
        public void saved(Draft draft, Entity saved) {
            if (!saved.get(RequestModule.REQUEST).isNull()) {
                String operation = draft.isNew() ? "ADD_TASK" : "UPDATE_TASK";
                History.record(draft, saved.text(RequestModule.REQUEST), operation);
            }
        }

        private static void fillStatus(Draft draft) {
            Portal portal = draft.portal();
            if (!draft.gave(STATUS)) {
                portal.all(portal.catalogue().named(TASK_STATUS)).stream()
                        .findFirst()
                        .ifPresent(first -> draft.set(STATUS, TextNode.valueOf(first.id())));
            }
        }

        private static void checkTimes(Draft draft) {
            JsonNode start = draft.get("scheduled_start_time");
            JsonNode end = draft.get("scheduled_end_time");
            if (!start.isNull() && !end.isNull() && end.longValue() < start.longValue()) {
                String message = "The end lies before the start";
                draft.problems().add(Stage.STATE, InnerCode.TIME_MISMATCH, "scheduled_end_time", message);
            }
        }
    }
}
