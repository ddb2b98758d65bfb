package dev.sdpmcp.simulator.module;

import static dev.sdpmcp.simulator.model.Field.choice;
import static dev.sdpmcp.simulator.model.Field.flag;
import static dev.sdpmcp.simulator.model.Field.html;
import static dev.sdpmcp.simulator.model.Field.integer;
import static dev.sdpmcp.simulator.model.Field.lookup;
import static dev.sdpmcp.simulator.model.Field.moment;
import static dev.sdpmcp.simulator.model.Field.serial;
import static dev.sdpmcp.simulator.model.Field.text;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.Draft;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.ModuleRules;
import java.util.List;
import java.util.Set;

/** Parking permits, a module that ServiceDesk Plus does not have: the second of the two files of a new module. */
public final class PermitModule implements ModuleRules {
    private static final String PERMIT = "permit";
    private static final String REMARK = "closing_remark";

    private PermitModule() {}

    /** A new definition, for one simulator. */
    public static ModuleDefinition definition() {
        return ModuleDefinition.called(PERMIT, "permits")
                .at("permits")
                .scopes("custommodule")
                .readOnly(serial("display_id", "PP-"), moment("created_time"))
                .fields(text("plate").mandatory(), html("description"), choice("garage", "North", "South"))
                .fields(lookup("holder", PeopleModules.USER), integer("spaces"), flag("electric"))
                .fields(moment("valid_until"), text(REMARK), SharedFields.status())
                .lookups("site")
                .rowFields("id", "display_id", "plate", "status", "site", "garage", "valid_until", "created_time")
                .lookupFields("display_id", "plate")
                .sortedBy("created_time", true)
                .rules(new PermitModule())
                .child("notes", NoteModule.PLAIN_NOTE, PERMIT)
                .actions(List.of(TicketActions.close(PERMIT, Set.of(REMARK))))
                .build();
    }

    @Override
    public void check(Draft draft) {
        if (draft.isNew()) {
            draft.set("created_time", draft.now());
            draft.setDefault("holder", draft.me());
            draft.setDefault("status", TextNode.valueOf(StatusEngine.called(draft.portal(), StatusEngine.OPEN)));
        }
        draft.number(PERMIT);
    }
}
