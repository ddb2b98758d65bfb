package dev.sdpmcp.simulator.module;

import static dev.sdpmcp.simulator.model.Field.freeList;
import static dev.sdpmcp.simulator.model.Field.lookup;
import static dev.sdpmcp.simulator.model.Field.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.Draft;
import dev.sdpmcp.simulator.model.Field;
import dev.sdpmcp.simulator.model.ListType;
import dev.sdpmcp.simulator.model.LookupType;
import dev.sdpmcp.simulator.model.ObjectType;
import dev.sdpmcp.simulator.model.Portal;

/** Fields that problems and changes have in common, and default values of new records. */
final class SharedFields {
    private SharedFields() {}

    static Field[] classification() {
        return new Field[] {
            lookup("category", "category"),
            Field.of("subcategory", LookupType.to("subcategory").within("category")),
            Field.of("item", LookupType.to("item").within("subcategory")),
            lookup("priority", "priority"),
            lookup("urgency", "urgency"),
            lookup("impact", "impact"),
            lookup("site", "site"),
            lookup("group", "group")
        };
    }

    static Field[] attached() {
        return new Field[] {
            freeList("services"),
            freeList("assets"),
            freeList("configuration_items"),
            Field.of("attachments", new ListType(ObjectType.with(text("id"), text("file_id"), text("name"))))
        };
    }

    /** Sets a value of a new record unless the caller gave one. */
    static void setDefault(Draft draft, String field, JsonNode value) {
        if (!draft.gave(field) || draft.get(field).isNull()) {
            draft.set(field, value);
        }
    }

    static void setDefaultTemplate(Draft draft, String module) {
        Portal portal = draft.portal();
        portal.all(portal.catalogue().named(module)).stream()
                .filter(template -> template.is("is_default"))
                .findFirst()
                .ifPresent(template -> setDefault(draft, "template", TextNode.valueOf(template.id())));
    }
}
