package dev.sdpmcp.simulator.module;

import static dev.sdpmcp.simulator.model.Field.flag;
import static dev.sdpmcp.simulator.model.Field.freeList;
import static dev.sdpmcp.simulator.model.Field.html;
import static dev.sdpmcp.simulator.model.Field.lookup;
import static dev.sdpmcp.simulator.model.Field.moment;

import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.Draft;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.ModuleRules;
import dev.sdpmcp.simulator.wire.InnerCode;
import dev.sdpmcp.simulator.wire.Stage;

/**
 * Notes: of requests, where the wrapper is {@code request_note}, and of problems and changes, where it is {@code
 * note}.
 */
final class NoteModule {
    static final String NOTE = "request_note";
    static final String PLAIN_NOTE = "note";

    private static final String USER = PeopleModules.USER;

    private NoteModule() {}

    static ModuleDefinition definition() {
        return ModuleDefinition.called(NOTE, "notes")
                .fields(html("description").mandatory(), flag("show_to_requester"), flag("notify_technician"))
                .fields(flag("mark_first_response"), flag("add_to_linked_requests"), freeList("attachments"))
                .fields(
                        moment("created_time").readOnly(),
                        lookup("created_by", USER).readOnly())
                .fields(
                        moment("last_updated_time").readOnly(),
                        lookup("last_updated_by", USER).readOnly())
                .fields(lookup(RequestModule.REQUEST, RequestModule.REQUEST).readOnly())
                .rowFields("id", "show_to_requester", "notify_technician", "created_time", "created_by")
                .rowFields("last_updated_time", RequestModule.REQUEST)
                .lookupFields("id")
                .sortedBy("created_time", true)
                .rules(new Rules())
                .build();
    }

    /** Notes of problems and changes. */
    static ModuleDefinition plain() {
        return ModuleDefinition.called(PLAIN_NOTE, "notes")
                .fields(html("description").mandatory(), freeList("attachments"))
                .fields(
                        moment("created_time").readOnly(),
                        lookup("created_by", USER).readOnly())
                .fields(
                        moment("performed_time").computed((portal, note) -> note.get("created_time")),
                        lookup("performed_by", USER).computed((portal, note) -> note.get("created_by")))
                .fields(
                        moment("last_updated_time").readOnly(),
                        lookup("last_updated_by", USER).readOnly())
                .fields(lookup(ProblemModule.PROBLEM, ProblemModule.PROBLEM).readOnly())
                .fields(lookup(ChangeModule.CHANGE, ChangeModule.CHANGE).readOnly())
                .rowFields("id", "created_time", "created_by", "performed_time", "performed_by", "last_updated_time")
                .lookupFields("id")
                .sortedBy("created_time", true)
                .rules(new PlainRules())
                .build();
    }

    private static void sign(Draft draft) {
        LongNode now = LongNode.valueOf(draft.portal().clock().now());
        TextNode me = TextNode.valueOf(draft.actor().userId());
        draft.set(draft.isNew() ? "created_time" : "last_updated_time", now);
        draft.set(draft.isNew() ? "created_by" : "last_updated_by", me);
    }

    private static final class PlainRules implements ModuleRules {
        @Override
        public void check(Draft draft) {
            sign(draft);
        }
    }

    private static final class Rules implements ModuleRules {
        @Override
        public void check(Draft draft) {
            sign(draft);
            Entity request = draft.target(RequestModule.REQUEST, RequestModule.REQUEST);
            boolean responds = draft.gave("mark_first_response")
                    && draft.get("mark_first_response").booleanValue();
            if (responds && request != null && !request.get("responded_time").isNull()) {
                String message = "The request has its first response already";
                draft.problems().add(Stage.STATE, InnerCode.NOT_EDITABLE, "mark_first_response", message);
            }
        }

        @Override
        public void saved(Draft draft, Entity saved) {
            if (saved.is("mark_first_response")) {
                FirstResponse.mark(draft, saved.text(RequestModule.REQUEST));
            }
            History.record(draft, saved.text(RequestModule.REQUEST), draft.isNew() ? "ADD_NOTE" : "UPDATE_NOTE");
        }
    }
}
