package dev.sdpmcp.simulator.module;

import static dev.sdpmcp.simulator.model.Field.choice;
import static dev.sdpmcp.simulator.model.Field.flag;
import static dev.sdpmcp.simulator.model.Field.lookup;
import static dev.sdpmcp.simulator.model.Field.moment;
import static dev.sdpmcp.simulator.model.Field.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.model.Verb;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Notes and mails of a request in one list, without their text: {@code content_url} is the address of the text. */
final class ConversationModule {
    static final String CONVERSATION = "conversation";

    private ConversationModule() {}

    static ModuleDefinition definition() {
        return ModuleDefinition.called(CONVERSATION, "conversations")
                .fields(
                        choice("type", "NOTES", "EMAIL"),
                        moment("created_time"),
                        lookup("created_by", PeopleModules.USER))
                .fields(flag("show_to_requester"), text("content_url"))
                .sortedBy("created_time", true)
                .verbs(Verb.LIST)
                .derivedFrom(ConversationModule::rows)
                .build();
    }

    private static Collection<Entity> rows(Portal portal, Entity request) {
        Stream<Entity> notes = linked(portal, NoteModule.NOTE, request)
                .map(note -> row(portal, request, note, "NOTES", "notes", note.is("show_to_requester")));
        Stream<Entity> mails = linked(portal, MailModule.NOTIFICATION, request)
                .map(mail -> row(portal, request, mail, "EMAIL", "notifications", true));
        return Stream.concat(notes, mails).toList();
    }

    private static Stream<Entity> linked(Portal portal, String module, Entity request) {
        return portal.linked(module, RequestModule.REQUEST, request.id()).stream();
    }

    private static Entity row(
            Portal portal, Entity request, Entity content, String type, String segment, boolean shown) {
        String url = "/app/" + portal.name() + "/api/v3/requests/" + request.id() + "/" + segment + "/" + content.id();
        Map<String, JsonNode> values = new LinkedHashMap<>();
        values.put("type", TextNode.valueOf(type));
        values.put("created_time", content.get("created_time"));
        values.put("created_by", content.get("created_by"));
        values.put("show_to_requester", BooleanNode.valueOf(shown));
        values.put("content_url", TextNode.valueOf(url));
        return new Entity(content.id(), values);
    }
}
