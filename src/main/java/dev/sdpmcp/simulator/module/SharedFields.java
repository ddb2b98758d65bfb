package dev.sdpmcp.simulator.module;

import static dev.sdpmcp.simulator.model.Field.freeList;
import static dev.sdpmcp.simulator.model.Field.lookup;
import static dev.sdpmcp.simulator.model.Field.lookupWithin;
import static dev.sdpmcp.simulator.model.Field.text;

import dev.sdpmcp.simulator.model.Draft;
import dev.sdpmcp.simulator.model.Field;
import dev.sdpmcp.simulator.model.LookupType;
import dev.sdpmcp.simulator.setting.Switch;

/** Fields that requests, problems and changes have in common, and their values. */
final class SharedFields {
    private static final String CATEGORY = "category";
    private static final String SUBCATEGORY = "subcategory";

    private SharedFields() {}

    static Field[] classification() {
        return new Field[] {
            lookup(CATEGORY, CATEGORY),
            lookupWithin(SUBCATEGORY, SUBCATEGORY, CATEGORY),
            lookupWithin("item", "item", SUBCATEGORY),
            lookup("priority", "priority"),
            lookup("urgency", "urgency"),
            lookup("impact", "impact"),
            lookup("site", "site"),
            lookup("group", "group")
        };
    }

    static Field status() {
        return Field.of("status", LookupType.to("status").byIdOnlyWith(Switch.STATUS_BY_ID_ALLOWED));
    }

    static Field[] attached() {
        return new Field[] {freeList("services"), freeList("assets"), freeList("configuration_items"), attachments()};
    }

    static Field attachments() {
        return Field.objects("attachments", text("id"), text("file_id"), text("name"));
    }

    /** A new category clears the subcategory and the item of the old one. */
    static void keepCategoriesTogether(Draft draft) {
        if (!draft.isNew() && draft.changes(CATEGORY) && !draft.gave(SUBCATEGORY)) {
            draft.clear(SUBCATEGORY);
        }
        if (!draft.isNew() && draft.changes(SUBCATEGORY) && !draft.gave("item")) {
            draft.clear("item");
        }
    }

    static void setDefaultTemplate(Draft draft, String module) {
        draft.portal()
                .first(module, template -> template.is("is_default"))
                .ifPresent(template -> draft.setDefault("template", template.reference()));
    }
}
