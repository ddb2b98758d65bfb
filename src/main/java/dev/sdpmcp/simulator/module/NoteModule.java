package dev.sdpmcp.simulator.module;

import static dev.sdpmcp.simulator.model.Field.flag;
import static dev.sdpmcp.simulator.model.Field.freeList;
import static dev.sdpmcp.simulator.model.Field.html;
import static dev.sdpmcp.simulator.model.Field.lookup;
import static dev.sdpmcp.simulator.model.Field.moment;

import dev.sdpmcp.simulator.model.Draft;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.ModuleBuilder;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.ModuleRules;
import dev.sdpmcp.simulator.wire.InnerCode;

/**
 * Notes: of requests, where the wrapper is {@code request_note}, and of other records, where it is {@code
 * note}.
 */
class NoteModule implements ModuleRules {
    static final String NOTE = "request_note";
    static final String PLAIN_NOTE = "note";

    private static final String USER = PeopleModules.USER;
    private static final String REQUEST = RequestModule.REQUEST;
    private static final String FIRST_RESPONSE = "mark_first_response";

    static ModuleDefinition definition() {
        return called(NOTE)
                .fields(flag("show_to_requester"), flag("notify_technician"))
                .fields(flag(FIRST_RESPONSE), flag("add_to_linked_requests"))
                .below(REQUEST)
                .rowFields("id", "show_to_requester", "notify_technician", "created_time", "created_by")
                .rowFields("last_updated_time", REQUEST)
                .rules(new RequestNoteRules())
                .build();
    }

    /** Notes of problems, changes and releases. */
    static ModuleDefinition plain() {
        return called(PLAIN_NOTE)
                .fields(moment("performed_time").computed((portal, note) -> note.get("created_time")))
                .fields(lookup("performed_by", USER).computed((portal, note) -> note.get("created_by")))
                .below(ProblemModule.PROBLEM, ChangeModule.CHANGE, ReleaseModule.RELEASE)
                .rowFields("id", "created_time", "created_by", "performed_time", "performed_by", "last_updated_time")
                .rules(new NoteModule())
                .build();
    }

    private static ModuleBuilder called(String name) {
        return ModuleDefinition.called(name, "notes")
                .fields(html("description").mandatory(), freeList("attachments"))
                .readOnly(moment("created_time"), lookup("created_by", USER))
                .readOnly(moment("last_updated_time"), lookup("last_updated_by", USER))
                .sortedBy("created_time", true);
    }

    @Override
    public void check(Draft draft) {
        draft.set(draft.isNew() ? "created_time" : "last_updated_time", draft.now());
        draft.set(draft.isNew() ? "created_by" : "last_updated_by", draft.me());
    }

    private static final class RequestNoteRules extends NoteModule {
        @Override
        public void check(Draft draft) {
            super.check(draft);
            Entity request = draft.target(REQUEST, REQUEST);
            boolean responds =
                    draft.gave(FIRST_RESPONSE) && draft.get(FIRST_RESPONSE).booleanValue();
            if (responds && request != null && !request.get("responded_time").isNull()) {
                draft.refuse(InnerCode.NOT_EDITABLE, FIRST_RESPONSE, "The request has its first response already");
            }
        }

        @Override
        public void saved(Draft draft, Entity saved) {
            if (saved.is(FIRST_RESPONSE)) {
                History.markFirstResponse(draft, saved.text(REQUEST));
            }
            History.record(draft, saved.text(REQUEST), draft.isNew() ? "ADD_NOTE" : "UPDATE_NOTE");
        }
    }
}
