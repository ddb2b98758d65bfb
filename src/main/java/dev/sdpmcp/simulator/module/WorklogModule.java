package dev.sdpmcp.simulator.module;

import static dev.sdpmcp.simulator.model.Field.decimal;
import static dev.sdpmcp.simulator.model.Field.flag;
import static dev.sdpmcp.simulator.model.Field.free;
import static dev.sdpmcp.simulator.model.Field.html;
import static dev.sdpmcp.simulator.model.Field.lookup;
import static dev.sdpmcp.simulator.model.Field.moment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.Draft;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.Field;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.ModuleRules;
import dev.sdpmcp.simulator.model.SpanType;
import dev.sdpmcp.simulator.wire.InnerCode;
import dev.sdpmcp.simulator.wire.Stage;
import java.time.Duration;
import java.util.List;

/** Time spent on a request, problem, change or task. */
final class WorklogModule {
    static final String WORKLOG = "worklog";

    private static final String OWNER = "owner";
    private static final String START = "start_time";
    private static final String END = "end_time";
    private static final String SPENT = "time_spent";

    private WorklogModule() {}

    static ModuleDefinition definition() {
        return ModuleDefinition.called(WORKLOG, "worklogs")
                .fields(lookup(OWNER, PeopleModules.TECHNICIAN).mandatory(), html("description"))
                .fields(moment(START), moment(END), Field.of(SPENT, new SpanType()))
                .fields(
                        moment("recorded_time").readOnly(),
                        moment("created_time").readOnly())
                .fields(lookup("created_by", PeopleModules.USER).readOnly(), flag("include_nonoperational_hours"))
                .fields(
                        decimal("tech_charge"),
                        decimal("other_charge"),
                        decimal("total_charge").readOnly())
                .fields(lookup("worklog_type", "worklog_type"), flag("mark_first_response"), free("udf_fields"))
                .fields(lookup(RequestModule.REQUEST, RequestModule.REQUEST).readOnly())
                .fields(lookup(TaskModule.TASK, TaskModule.TASK).readOnly())
                .fields(lookup(ProblemModule.PROBLEM, ProblemModule.PROBLEM).readOnly())
                .fields(lookup(ChangeModule.CHANGE, ChangeModule.CHANGE).readOnly())
                .lookupFields("id")
                .sortedBy("created_time", true)
                .rules(new Rules())
                .build();
    }

    private static final class Rules implements ModuleRules {
        @Override
        public void check(Draft draft) {
            LongNode now = LongNode.valueOf(draft.portal().clock().now());
            if (draft.isNew()) {
                draft.set("created_time", now);
                draft.set("recorded_time", now);
                draft.set("created_by", TextNode.valueOf(draft.actor().userId()));
            }
            JsonNode start = draft.get(START);
            JsonNode end = draft.get(END);
            if (!start.isNull() && !end.isNull()) {
                spend(draft, end.longValue() - start.longValue());
            } else if (draft.get(SPENT).isNull() && draft.problems().isEmpty()) {
                draft.problems().addFields(Stage.STATE, InnerCode.MANDATORY, List.of(SPENT));
            }
            charge(draft);
        }

        @Override
        public void saved(Draft draft, Entity saved) {
            String requestId = saved.text(RequestModule.REQUEST);
            if (!requestId.isEmpty()) {
                History.record(draft, requestId, draft.isNew() ? "ADD_WORKLOG" : "UPDATE_WORKLOG");
            }
            if (saved.is("mark_first_response") && !requestId.isEmpty()) {
                FirstResponse.mark(draft, requestId);
            }
        }

        private static void spend(Draft draft, long span) {
            if (span < 0) {
                draft.problems().add(Stage.STATE, InnerCode.TIME_MISMATCH, END, "The end lies before the start");
            } else if (!draft.gave(SPENT)) {
                draft.set(SPENT, LongNode.valueOf(span));
            }
        }

        /** Sets the charges: the technician's hourly cost unless a charge is given, plus other charges. */
        private static void charge(Draft draft) {
            Entity owner = draft.target(OWNER, PeopleModules.TECHNICIAN);
            if (owner != null && !draft.gave("tech_charge")) {
                double perHour = owner.get("cost_per_hour").asDouble(0);
                double hours = draft.get(SPENT).asLong(0)
                        / (double) Duration.ofHours(1).toMillis();
                draft.set("tech_charge", DoubleNode.valueOf(Math.round(perHour * hours * 100) / 100.0));
            }
            double total = draft.get("tech_charge").asDouble(0)
                    + draft.get("other_charge").asDouble(0);
            draft.set("total_charge", DoubleNode.valueOf(total));
        }
    }
}
