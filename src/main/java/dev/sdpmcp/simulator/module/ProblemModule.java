package dev.sdpmcp.simulator.module;

import static dev.sdpmcp.simulator.model.Field.flag;
import static dev.sdpmcp.simulator.model.Field.freeList;
import static dev.sdpmcp.simulator.model.Field.html;
import static dev.sdpmcp.simulator.model.Field.lookup;
import static dev.sdpmcp.simulator.model.Field.moment;
import static dev.sdpmcp.simulator.model.Field.object;
import static dev.sdpmcp.simulator.model.Field.text;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.Action;
import dev.sdpmcp.simulator.model.Draft;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.Field;
import dev.sdpmcp.simulator.model.LookupType;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.ModuleRules;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.model.SerialType;
import dev.sdpmcp.simulator.setting.Switch;
import dev.sdpmcp.simulator.wire.ApiFailure;
import dev.sdpmcp.simulator.wire.Envelope;
import dev.sdpmcp.simulator.wire.InnerCode;
import dev.sdpmcp.simulator.wire.Json;
import dev.sdpmcp.simulator.wire.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Problems. They share the statuses of requests; a deleted problem is gone. */
final class ProblemModule {
    static final String PROBLEM = "problem";

    private static final String USER = PeopleModules.USER;
    private static final String TECHNICIAN = PeopleModules.TECHNICIAN;
    private static final String STATUS = "status";
    private static final String CLOSED_TIME = "closed_time";
    private static final String CLOSE_DETAILS = "close_details";
    private static final List<String> TEXTS =
            List.of("root_cause", "symptoms", "impact_details", "workaround_details", "resolution_details");

    private ProblemModule() {}

    static ModuleDefinition definition() {
        return ModuleDefinition.called(PROBLEM, "problems")
                .at("problems")
                .scopes("problems")
                .fields(Field.of("display_id", new SerialType("PB-")).readOnly())
                .fields(text("title").mandatory(), html("description"), lookup("template", "problem_template"))
                .fields(lookup("reported_by", USER), lookup("requester", USER), lookup(TECHNICIAN, TECHNICIAN))
                .fields(Field.of(STATUS, LookupType.to(STATUS).byIdOnlyWith(Switch.STATUS_BY_ID_ALLOWED)))
                .fields(SharedFields.classification())
                .fields(moment("reported_time"), moment("due_by_time"), moment(CLOSED_TIME))
                .fields(
                        moment("created_time").readOnly(),
                        moment("updated_time").readOnly())
                .fields(TEXTS.stream().map(DetailGroup::described).toArray(Field[]::new))
                .fields(DetailGroup.of("known_error_details", flag("is_known_error"), text("known_error_comments")))
                .fields(DetailGroup.of(
                        CLOSE_DETAILS, lookup("closure_code", "closure_code"), text("close_details_comments")))
                .fields(freeList("services_affected"), freeList("notify_to"))
                .fields(SharedFields.attached())
                .fields(object("udf_fields", text("txt_vendor_case"), flag("bool_major_problem")))
                .fields(flag("notes_present")
                        .computed((portal, problem) ->
                                BooleanNode.valueOf(!portal.linked(NoteModule.PLAIN_NOTE, PROBLEM, problem.id())
                                        .isEmpty())))
                .rowFields("id", "display_id", "title", STATUS, "priority", "urgency", "impact", "category", TECHNICIAN)
                .rowFields("group", "site", "requester", "reported_by", "reported_time", "due_by_time", CLOSED_TIME)
                .rowFields("created_time", "updated_time", "template", "notes_present")
                .lookupFields("id", "display_id", "title")
                .sortedBy("created_time", true)
                .rules(new Rules())
                .child("notes", NoteModule.PLAIN_NOTE, PROBLEM)
                .child("tasks", TaskModule.TASK, PROBLEM)
                .child("worklogs", WorklogModule.WORKLOG, PROBLEM)
                .child("attachments", AttachmentModule.ATTACHMENT, PROBLEM)
                .actions(actions())
                .build();
    }

    private static List<Action> actions() {
        List<Action> actions = new ArrayList<>(List.of(
                new Action("PUT", "close", PROBLEM, ProblemModule::close),
                new Action("PUT", "assign", PROBLEM, ProblemModule::assign),
                new Action("PUT", "pickup", PROBLEM, ProblemModule::pickup)));
        TEXTS.forEach(name -> actions.addAll(DetailGroup.actions(name)));
        return actions;
    }

    private static ObjectNode close(Action.Call call) {
        call.allow(Set.of(CLOSE_DETAILS));
        refuseIfClosed(call);
        ObjectNode input = call.input().deepCopy();
        Entity closed = call.portal().find(STATUS, StatusEngine.called(call.portal(), StatusEngine.CLOSED));
        input.putObject(STATUS).put("name", closed == null ? StatusEngine.CLOSED : closed.text("name"));
        call.update(input);
        return Envelope.done("Problem closed successfully.");
    }

    private static ObjectNode assign(Action.Call call) {
        call.allow(Set.of(TECHNICIAN, "group"));
        if (call.input().isEmpty()) {
            throw ApiFailure.of(InnerCode.MANDATORY, TECHNICIAN, "Value not provided");
        }
        call.update(call.input());
        return Envelope.done("Problem assigned successfully.");
    }

    private static ObjectNode pickup(Action.Call call) {
        call.allow(Set.of());
        refuseIfClosed(call);
        ObjectNode input = Json.object();
        input.putObject(TECHNICIAN).put("id", call.actor().userId());
        call.update(input);
        return Envelope.done("Problem picked up successfully.");
    }

    private static void refuseIfClosed(Action.Call call) {
        if (RequestFacts.isClosed(call.portal().find(STATUS, call.target().text(STATUS)))) {
            throw ApiFailure.of(InnerCode.NOT_EDITABLE, STATUS, "The problem is closed already");
        }
    }

    private static final class Rules implements ModuleRules {
        private static final Set<String> REOPENING = Set.of(STATUS);

        @Override
        public void check(Draft draft) {
            LongNode now = LongNode.valueOf(draft.portal().clock().now());
            if (draft.isNew()) {
                fill(draft, now);
            }
            RequestRules.keepCategoriesTogether(draft);
            moveStatus(draft, now);
            TEXTS.forEach(name -> DetailGroup.sign(draft, name));
            DetailGroup.sign(draft, "known_error_details");
            DetailGroup.sign(draft, CLOSE_DETAILS);
            draft.set("updated_time", now);
            if (draft.isNew() && draft.problems().isEmpty()) {
                draft.set("display_id", LongNode.valueOf(draft.portal().nextSerial(PROBLEM)));
            }
        }

        private static void fill(Draft draft, LongNode now) {
            Portal portal = draft.portal();
            draft.set("created_time", now);
            SharedFields.setDefault(draft, "reported_time", now);
            SharedFields.setDefault(
                    draft, "reported_by", TextNode.valueOf(draft.actor().userId()));
            SharedFields.setDefault(draft, STATUS, TextNode.valueOf(StatusEngine.called(portal, StatusEngine.OPEN)));
            SharedFields.setDefaultTemplate(draft, "problem_template");
        }

        private static void moveStatus(Draft draft, LongNode now) {
            Entity to = draft.target(STATUS, STATUS);
            Entity from = draft.portal().find(STATUS, draft.was(STATUS).asText());
            boolean wasClosed = RequestFacts.isClosed(from);
            boolean closed = RequestFacts.isClosed(to);
            StatusEngine.refuseEditsOfClosed(draft, wasClosed && closed, REOPENING, PROBLEM);
            if (Objects.equals(from, to)) {
                return;
            }
            if (wasClosed && (to == null || !to.is("in_progress"))) {
                String message = "A closed problem has to be reopened first";
                draft.problems().add(Stage.STATE, InnerCode.NOT_EDITABLE, STATUS, message);
            }
            if (closed && !draft.gave(CLOSED_TIME)) {
                draft.set(CLOSED_TIME, now);
            } else if (wasClosed) {
                draft.set(CLOSED_TIME, NullNode.getInstance());
            }
        }
    }
}
