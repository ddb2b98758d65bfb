package dev.sdpmcp.simulator.module;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.Actor;
import dev.sdpmcp.simulator.model.Draft;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.ModuleRules;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.setting.Switch;
import dev.sdpmcp.simulator.wire.InnerCode;
import dev.sdpmcp.simulator.wire.Stage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Rules of requests: mandatory values, defaults, refused values. */
final class RequestRules implements ModuleRules {
    private static final String CATEGORY = "category";
    private static final String SUBCATEGORY = "subcategory";
    private static final String TEMPLATE = "template";
    private static final String TECHNICIAN = "technician";

    private final OnHoldAlarm alarm = new OnHoldAlarm();

    @Override
    public Collection<String> mandatory(Draft draft) {
        List<String> names = new ArrayList<>();
        if (draft.isNew()) {
            names.addAll(mandatory(draft.portal()));
        }
        boolean categorised = draft.gave(CATEGORY) && draft.changes(CATEGORY);
        if (categorised && draft.portal().switches().on(Switch.SUBCATEGORY_MANDATORY) && !names.contains(SUBCATEGORY)) {
            names.add(SUBCATEGORY);
        }
        return names;
    }

    @Override
    public Collection<String> mandatory(Portal portal) {
        return portal.switches().names(Switch.MANDATORY_FIELDS);
    }

    @Override
    public void check(Draft draft) {
        if (draft.isNew()) {
            RequestDefaults.fill(draft);
        }
        checkPriority(draft);
        checkForm(draft);
        checkGroup(draft);
        keepCategoriesTogether(draft);
        StatusEngine.move(draft);
        stamp(draft);
        if (draft.isNew() && draft.problems().isEmpty()) {
            draft.set("display_id", LongNode.valueOf(draft.portal().nextSerial("display_id")));
        }
    }

    @Override
    public void saved(Draft draft, Entity saved) {
        History.record(draft, saved, draft.isNew() ? "CREATE" : "UPDATE");
    }

    @Override
    public void delete(Portal portal, Actor actor, ModuleDefinition definition, Entity target) {
        Trash.delete(portal, actor, definition, target);
    }

    @Override
    public void timePassed(Portal portal) {
        alarm.ring(portal);
    }

    private static void checkPriority(Draft draft) {
        if (draft.portal().switches().on(Switch.PRIORITY_EDITABLE)) {
            return;
        }
        if (draft.gave("priority")) {
            String message = "Cannot give value for priority";
            draft.problems().add(Stage.READ_ONLY, InnerCode.FORBIDDEN, "priority", message);
        } else if (draft.changes("urgency")) {
            RequestDefaults.priorityFromUrgency(draft);
        }
    }

    /** A template may leave fields off its form; a value for such a field is refused. */
    private static void checkForm(Draft draft) {
        Entity template = draft.target(TEMPLATE, "request_template");
        if (template == null) {
            return;
        }
        template.get("fields_not_on_form").forEach(name -> {
            if (draft.gave(name.textValue())) {
                String message = "Field is not in the template " + template.text("name");
                draft.problems().add(Stage.REFERENCES, InnerCode.INVALID_VALUE, name.textValue(), message);
            }
        });
    }

    private static void checkGroup(Draft draft) {
        Entity group = draft.target("group", "group");
        boolean checked = draft.portal().switches().on(Switch.TECHNICIAN_MUST_BE_IN_GROUP)
                && (draft.changes(TECHNICIAN) || draft.changes("group"));
        if (!checked || group == null || draft.get(TECHNICIAN).isNull()) {
            return;
        }
        for (JsonNode member : group.get("technicians")) {
            if (member.equals(draft.get(TECHNICIAN))) {
                return;
            }
        }
        String message = "Technician does not belong to the group";
        draft.problems().add(Stage.REFERENCES, InnerCode.INVALID_VALUE, TECHNICIAN, message);
    }

    /** A new category clears the subcategory and the item of the old one. */
    static void keepCategoriesTogether(Draft draft) {
        if (!draft.isNew() && draft.changes(CATEGORY) && !draft.gave(SUBCATEGORY)) {
            draft.set(SUBCATEGORY, NullNode.getInstance());
        }
        if (!draft.isNew() && draft.changes(SUBCATEGORY) && !draft.gave("item")) {
            draft.set("item", NullNode.getInstance());
        }
    }

    private static void stamp(Draft draft) {
        LongNode now = LongNode.valueOf(draft.portal().clock().now());
        TextNode me = TextNode.valueOf(draft.actor().userId());
        if (draft.changes(TECHNICIAN)) {
            draft.set("assigned_time", draft.get(TECHNICIAN).isNull() ? NullNode.getInstance() : now);
        }
        if (draft.gave("resolution") && draft.get("resolution").isObject()) {
            draft.set("resolution", Resolution.signed(draft.get("resolution"), draft.was("resolution"), me, now));
        }
        draft.set("last_updated_time", now);
        draft.set("editor", me);
    }
}
