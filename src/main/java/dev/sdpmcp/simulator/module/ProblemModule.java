package dev.sdpmcp.simulator.module;

import static dev.sdpmcp.simulator.model.Field.flag;
import static dev.sdpmcp.simulator.model.Field.freeList;
import static dev.sdpmcp.simulator.model.Field.html;
import static dev.sdpmcp.simulator.model.Field.lookup;
import static dev.sdpmcp.simulator.model.Field.moment;
import static dev.sdpmcp.simulator.model.Field.object;
import static dev.sdpmcp.simulator.model.Field.serial;
import static dev.sdpmcp.simulator.model.Field.text;

import dev.sdpmcp.simulator.model.Draft;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.ModuleRules;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.wire.InnerCode;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Problems. They share the statuses of requests; a deleted problem is gone. */
final class ProblemModule implements ModuleRules {
    static final String PROBLEM = "problem";

    private static final String USER = PeopleModules.USER;
    private static final String TECHNICIAN = PeopleModules.TECHNICIAN;
    private static final String STATUS = "status";
    private static final Set<String> REOPENING = Set.of(STATUS);
    private static final String CLOSED_TIME = "closed_time";
    private static final String CLOSE_DETAILS = "close_details";
    private static final String KNOWN_ERROR = "known_error_details";
    private static final List<String> TEXTS =
            List.of("root_cause", "symptoms", "impact_details", "workaround_details", "resolution_details");

    static ModuleDefinition definition() {
        return ModuleDefinition.called(PROBLEM, "problems")
                .at("problems")
                .scopes("problems")
                .readOnly(serial("display_id", "PB-"))
                .fields(text("title").mandatory(), html("description"), lookup("template", "problem_template"))
                .fields(lookup("reported_by", USER), lookup("requester", USER), lookup(TECHNICIAN, TECHNICIAN))
                .fields(SharedFields.status())
                .fields(SharedFields.classification())
                .moments("reported_time", "due_by_time", CLOSED_TIME)
                .readOnly(moment("created_time"), moment("updated_time"))
                .fields(TEXTS.stream().map(DetailGroup::described))
                .fields(DetailGroup.of(KNOWN_ERROR, flag("is_known_error"), text("known_error_comments")))
                .fields(DetailGroup.of(
                        CLOSE_DETAILS, lookup("closure_code", "closure_code"), text("close_details_comments")))
                .fields(freeList("services_affected"), freeList("notify_to"))
                .fields(SharedFields.attached())
                .fields(object("udf_fields", text("txt_vendor_case"), flag("bool_major_problem")))
                .fields(flag("notes_present", ProblemModule::hasNotes))
                .rowFields("id", "display_id", "title", STATUS, "priority", "urgency", "impact", "category", TECHNICIAN)
                .rowFields("group", "site", "requester", "reported_by", "reported_time", "due_by_time", CLOSED_TIME)
                .rowFields("created_time", "updated_time", "template", "notes_present")
                .lookupFields("display_id", "title")
                .sortedBy("created_time", true)
                .rules(new ProblemModule())
                .child("notes", NoteModule.PLAIN_NOTE, PROBLEM)
                .child("tasks", TaskModule.TASK, PROBLEM)
                .child("worklogs", WorklogModule.WORKLOG, PROBLEM)
                .child("attachments", AttachmentModule.ATTACHMENT, PROBLEM)
                .actions(List.of(
                        TicketActions.close(PROBLEM, Set.of(CLOSE_DETAILS)),
                        TicketActions.assign(PROBLEM),
                        TicketActions.pickup(PROBLEM)))
                .actions(TEXTS.stream().flatMap(DetailGroup::actions).toList())
                .build();
    }

    private static boolean hasNotes(Portal portal, Entity problem) {
        return !portal.linked(NoteModule.PLAIN_NOTE, PROBLEM, problem.id()).isEmpty();
    }

    @Override
    public void check(Draft draft) {
        if (draft.isNew()) {
            draft.set("created_time", draft.now());
            draft.setDefault("reported_time", draft.now());
            draft.setDefault("reported_by", draft.me());
            StatusEngine.setDefault(draft);
            SharedFields.setDefaultTemplate(draft, "problem_template");
        }
        SharedFields.keepCategoriesTogether(draft);
        moveStatus(draft);
        TEXTS.forEach(name -> DetailGroup.sign(draft, name));
        DetailGroup.sign(draft, KNOWN_ERROR);
        DetailGroup.sign(draft, CLOSE_DETAILS);
        draft.set("updated_time", draft.now());
        draft.number(PROBLEM);
    }

    private static void moveStatus(Draft draft) {
        Entity to = draft.target(STATUS, STATUS);
        Entity from = draft.portal().find(STATUS, draft.was(STATUS).asText());
        boolean wasClosed = StatusEngine.isClosed(from);
        boolean closed = StatusEngine.isClosed(to);
        StatusEngine.refuseEditsOfClosed(draft, wasClosed && closed, REOPENING, PROBLEM);
        if (Objects.equals(from, to)) {
            return;
        }
        if (wasClosed && (to == null || !to.is("in_progress"))) {
            draft.refuse(InnerCode.NOT_EDITABLE, STATUS, "A closed problem has to be reopened first");
        }
        if (closed && !draft.gave(CLOSED_TIME)) {
            draft.set(CLOSED_TIME, draft.now());
        } else if (wasClosed) {
            draft.clear(CLOSED_TIME);
        }
    }
}
