package dev.sdpmcp.simulator.module;

import static dev.sdpmcp.simulator.model.Field.decimal;
import static dev.sdpmcp.simulator.model.Field.duration;
import static dev.sdpmcp.simulator.model.Field.flag;
import static dev.sdpmcp.simulator.model.Field.free;
import static dev.sdpmcp.simulator.model.Field.html;
import static dev.sdpmcp.simulator.model.Field.lookup;
import static dev.sdpmcp.simulator.model.Field.moment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.sdpmcp.simulator.model.Draft;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.ModuleRules;
import dev.sdpmcp.simulator.wire.InnerCode;
import dev.sdpmcp.simulator.wire.Problems.Stage;
import java.time.Duration;
import java.util.List;

/** Time spent on a request, problem, change or task. */
final class WorklogModule implements ModuleRules {
    static final String WORKLOG = "worklog";

    private static final String OWNER = "owner";
    private static final String START = "start_time";
    private static final String END = "end_time";
    private static final String SPENT = "time_spent";

    static ModuleDefinition definition() {
        return ModuleDefinition.called(WORKLOG, "worklogs")
                .fields(lookup(OWNER, PeopleModules.TECHNICIAN).mandatory(), html("description"))
                .fields(moment(START), moment(END), duration(SPENT))
                .readOnly(moment("recorded_time"), moment("created_time"), lookup("created_by", PeopleModules.USER))
                .fields(decimal("tech_charge"), decimal("other_charge"), flag("include_nonoperational_hours"))
                .readOnly(decimal("total_charge"))
                .lookups("worklog_type")
                .fields(flag("mark_first_response"), free("udf_fields"))
                .below(RequestModule.REQUEST, TaskModule.TASK, ProblemModule.PROBLEM, ChangeModule.CHANGE)
                .below(ReleaseModule.RELEASE)
                .sortedBy("created_time", true)
                .rules(new WorklogModule())
                .build();
    }

    @Override
    public void check(Draft draft) {
        if (draft.isNew()) {
            draft.set("created_time", draft.now());
            draft.set("recorded_time", draft.now());
            draft.set("created_by", draft.me());
        }
        draft.checkInterval(START, END);
        JsonNode start = draft.get(START);
        JsonNode end = draft.get(END);
        boolean hasInterval = !start.isNull() && !end.isNull();
        if (hasInterval && !draft.gave(SPENT)) {
            draft.set(SPENT, LongNode.valueOf(end.longValue() - start.longValue()));
        } else if (!hasInterval && draft.get(SPENT).isNull() && draft.problems().isEmpty()) {
            draft.problems().addFields(Stage.STATE, InnerCode.MANDATORY, List.of(SPENT));
        }
        charge(draft);
    }

    @Override
    public void saved(Draft draft, Entity saved) {
        String requestId = saved.text(RequestModule.REQUEST);
        History.record(draft, requestId, draft.isNew() ? "ADD_WORKLOG" : "UPDATE_WORKLOG");
        if (saved.is("mark_first_response")) {
            History.markFirstResponse(draft, requestId);
        }
    }

    /** Sets the charges: the technician's hourly cost unless a charge is given, plus other charges. */
    private static void charge(Draft draft) {
        Entity owner = draft.target(OWNER, PeopleModules.TECHNICIAN);
        if (owner != null && !draft.gave("tech_charge")) {
            double hours =
                    draft.get(SPENT).asLong(0) / (double) Duration.ofHours(1).toMillis();
            double cost = owner.get("cost_per_hour").asDouble(0) * hours;
            draft.set("tech_charge", DoubleNode.valueOf(Math.round(cost * 100) / 100.0));
        }
        double charge = draft.get("tech_charge").asDouble(0);
        double other = draft.get("other_charge").asDouble(0);
        draft.set("total_charge", DoubleNode.valueOf(charge + other));
    }
}
