package dev.sdpmcp.simulator.module;

import static dev.sdpmcp.simulator.model.Field.choice;
import static dev.sdpmcp.simulator.model.Field.free;
import static dev.sdpmcp.simulator.model.Field.freeList;
import static dev.sdpmcp.simulator.model.Field.html;
import static dev.sdpmcp.simulator.model.Field.lookup;
import static dev.sdpmcp.simulator.model.Field.moment;
import static dev.sdpmcp.simulator.model.Field.object;
import static dev.sdpmcp.simulator.model.Field.text;

import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.Draft;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.Field;
import dev.sdpmcp.simulator.model.ListType;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.ModuleRules;
import dev.sdpmcp.simulator.model.ObjectType;
import dev.sdpmcp.simulator.model.Verb;
import dev.sdpmcp.simulator.wire.Json;

/** Mails of a request, in and out; adding one stores a reply; nothing is sent. */
final class MailModule {
    static final String NOTIFICATION = "notification";

    private MailModule() {}

    static ModuleDefinition definition() {
        return ModuleDefinition.called(NOTIFICATION, "notifications")
                .fields(
                        choice("type", "reply", "forward", "CONVERSATION").startingAs(TextNode.valueOf("reply")),
                        text("subject"))
                .fields(html("description").mandatory())
                .fields(object("sender", text("email_id"), text("name")).readOnly())
                .fields(addresses("to"), addresses("cc"), addresses("bcc"), free("in_reply_to"))
                .fields(moment("created_time").readOnly(), moment("sent_time").readOnly(), freeList("attachments"))
                .fields(lookup("created_by", PeopleModules.USER).readOnly())
                .fields(lookup(RequestModule.REQUEST, RequestModule.REQUEST).readOnly())
                .rowFields("id", "type", "subject", "sender", "to", "created_time", "sent_time", "created_by")
                .lookupFields("id", "subject")
                .sortedBy("created_time", true)
                .verbs(Verb.LIST, Verb.GET, Verb.CREATE)
                .rules(new Rules())
                .build();
    }

    private static Field addresses(String name) {
        return Field.of(name, new ListType(ObjectType.with(text("email_id"), text("name"))));
    }

    private static final class Rules implements ModuleRules {
        @Override
        public void check(Draft draft) {
            LongNode now = LongNode.valueOf(draft.portal().clock().now());
            draft.set("created_time", now);
            draft.set("sent_time", now);
            draft.set("created_by", TextNode.valueOf(draft.actor().userId()));
            Entity me = draft.portal().find(PeopleModules.USER, draft.actor().userId());
            if (me != null) {
                ObjectNode sender = Json.object();
                sender.put("email_id", me.text("email_id")).put("name", me.text("name"));
                draft.set("sender", sender);
            }
        }

        @Override
        public void saved(Draft draft, Entity saved) {
            String requestId = saved.text(RequestModule.REQUEST);
            FirstResponse.mark(draft, requestId);
            History.record(draft, requestId, "REPLY");
        }
    }
}
