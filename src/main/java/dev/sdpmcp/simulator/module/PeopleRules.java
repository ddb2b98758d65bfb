package dev.sdpmcp.simulator.module;

import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.Draft;
import dev.sdpmcp.simulator.model.ModuleRules;
import java.util.Collection;
import java.util.List;

/** A person has a name, whole or in parts. */
final class PeopleRules implements ModuleRules {
    private static final String NAME = "name";
    private static final String FIRST_NAME = "first_name";
    private static final String LAST_NAME = "last_name";

    @Override
    public Collection<String> mandatory(Draft draft) {
        boolean named = !draft.isNew() || draft.gave(NAME) || draft.gave(FIRST_NAME) || draft.gave(LAST_NAME);
        return named ? List.of() : List.of(NAME);
    }

    @Override
    public void check(Draft draft) {
        if (draft.isNew()) {
            draft.set("created_time", LongNode.valueOf(draft.portal().clock().now()));
        }
        boolean inParts = draft.changes(FIRST_NAME) || draft.changes(LAST_NAME);
        if (inParts && !draft.gave(NAME)) {
            String whole = draft.get(FIRST_NAME).asText("") + " "
                    + draft.get(LAST_NAME).asText("");
            draft.set(NAME, TextNode.valueOf(whole.strip()));
        }
    }
}
