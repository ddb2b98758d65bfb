package dev.sdpmcp.simulator.module;

import static dev.sdpmcp.simulator.model.Field.choice;
import static dev.sdpmcp.simulator.model.Field.flag;
import static dev.sdpmcp.simulator.model.Field.free;
import static dev.sdpmcp.simulator.model.Field.freeList;
import static dev.sdpmcp.simulator.model.Field.html;
import static dev.sdpmcp.simulator.model.Field.lookup;
import static dev.sdpmcp.simulator.model.Field.moment;
import static dev.sdpmcp.simulator.model.Field.object;
import static dev.sdpmcp.simulator.model.Field.objects;
import static dev.sdpmcp.simulator.model.Field.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.Draft;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.Field;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.ModuleDefinition.Verb;
import dev.sdpmcp.simulator.model.ModuleRules;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.wire.Json;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Mails of a request, in and out; adding one stores a reply, and nothing is sent. Conversations are its notes and mails
 * in one list, without their text: {@code content_url} is the address of the text.
 */
final class MailModule implements ModuleRules {
    static final String NOTIFICATION = "notification";
    static final String CONVERSATION = "conversation";

    private static final String USER = PeopleModules.USER;
    private static final String REQUEST = RequestModule.REQUEST;
    private static final List<String> RECIPIENTS = List.of("to", "cc", "bcc");

    static ModuleDefinition definition() {
        return ModuleDefinition.called(NOTIFICATION, "notifications")
                .fields(choice("type", "reply", "forward", "CONVERSATION").startingAs(TextNode.valueOf("reply")))
                .fields(text("subject"), html("description").mandatory())
                .readOnly(object("sender", text("email_id"), text("name")))
                .fields(addresses("to").mandatory(), addresses("cc"), addresses("bcc"), free("in_reply_to"))
                .fields(freeList("attachments"))
                .readOnly(moment("created_time"), moment("sent_time"), lookup("created_by", USER))
                .below(REQUEST)
                .rowFields("id", "type", "subject", "sender", "to", "created_time", "sent_time", "created_by")
                .lookupFields("subject")
                .sortedBy("created_time", true)
                .verbs(Verb.LIST, Verb.GET, Verb.CREATE)
                .rules(new MailModule())
                .build();
    }

    static ModuleDefinition conversations() {
        return ModuleDefinition.called(CONVERSATION, "conversations")
                .fields(choice("type", "NOTES", "EMAIL"), moment("created_time"), lookup("created_by", USER))
                .fields(flag("show_to_requester"), text("content_url"))
                .sortedBy("created_time", true)
                .verbs(Verb.LIST)
                .derivedFrom(MailModule::rows)
                .build();
    }

    static Field addresses(String name) {
        return objects(name, text("email_id"), text("name"));
    }

    /** Refuses recipients without an e-mail address, or with one that is none. */
    static void checkAddresses(Draft draft) {
        for (String field : RECIPIENTS) {
            for (JsonNode one : draft.get(field)) {
                String address = one.path("email_id").asText("");
                if (one.isObject() && !address.matches("[^\\s@<>,;]+@[^\\s@<>,;]+")) {
                    draft.invalid(field, "Invalid e-mail address");
                }
            }
        }
    }

    private static Collection<Entity> rows(Portal portal, Entity request) {
        Stream<Entity> notes = portal.linked(NoteModule.NOTE, REQUEST, request.id()).stream()
                .map(note -> row(portal, request, note, "NOTES", "notes", note.is("show_to_requester")));
        Stream<Entity> mails = portal.linked(NOTIFICATION, REQUEST, request.id()).stream()
                .map(mail -> row(portal, request, mail, "EMAIL", "notifications", true));
        return Stream.concat(notes, mails).toList();
    }

    private static Entity row(
            Portal portal, Entity request, Entity content, String type, String segment, boolean shown) {
        String url = "/app/" + portal.name() + "/api/v3/requests/" + request.id() + "/" + segment + "/" + content.id();
        ObjectNode values =
                Json.object().put("type", type).put("show_to_requester", shown).put("content_url", url);
        values.set("created_time", content.get("created_time"));
        values.set("created_by", content.get("created_by"));
        return new Entity(content.id(), values);
    }

    @Override
    public void check(Draft draft) {
        checkAddresses(draft);
        if (draft.get("to").isArray() && draft.get("to").isEmpty()) {
            draft.invalid("to", "Value not provided");
        }
        draft.set("created_time", draft.now());
        draft.set("sent_time", draft.now());
        draft.set("created_by", draft.me());
        Entity me = draft.portal().find(USER, draft.actor().userId());
        if (me != null) {
            draft.set(
                    "sender", Json.object().put("email_id", me.text("email_id")).put("name", me.text("name")));
        }
    }

    @Override
    public void saved(Draft draft, Entity saved) {
        History.markFirstResponse(draft, saved.text(REQUEST));
        History.record(draft, saved.text(REQUEST), "REPLY");
    }
}
