package dev.sdpmcp.simulator.module;

import static dev.sdpmcp.simulator.model.Field.choice;
import static dev.sdpmcp.simulator.model.Field.freeList;
import static dev.sdpmcp.simulator.model.Field.html;
import static dev.sdpmcp.simulator.model.Field.lookup;
import static dev.sdpmcp.simulator.model.Field.moment;
import static dev.sdpmcp.simulator.model.Field.text;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.Draft;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.ModuleRules;

/** Mails of a request that were not sent. No call sends one, and a conversation does not show it. */
final class DraftModule implements ModuleRules {
    static final String DRAFT = "draft";

    static ModuleDefinition definition() {
        return ModuleDefinition.called(DRAFT, "drafts")
                .fields(choice("type", "reply", "forward").startingAs(TextNode.valueOf("reply")))
                .fields(text("subject"), html("description").mandatory())
                .fields(MailModule.addresses("to"), MailModule.addresses("cc"), MailModule.addresses("bcc"))
                .fields(freeList("attachments"))
                .readOnly(moment("last_updated_time"), lookup("created_by", PeopleModules.USER))
                .below(RequestModule.REQUEST)
                .rowFields("id", "type", "subject", "to", "last_updated_time", "created_by")
                .lookupFields("subject")
                .sortedBy("last_updated_time", true)
                .rules(new DraftModule())
                .build();
    }

    @Override
    public void check(Draft draft) {
        MailModule.checkAddresses(draft);
        draft.set("last_updated_time", draft.now());
        if (draft.isNew()) {
            draft.set("created_by", draft.me());
        }
    }
}
