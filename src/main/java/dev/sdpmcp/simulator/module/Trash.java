package dev.sdpmcp.simulator.module;

import static dev.sdpmcp.simulator.model.Field.flag;
import static dev.sdpmcp.simulator.model.Field.lookup;
import static dev.sdpmcp.simulator.model.Field.moment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.Action;
import dev.sdpmcp.simulator.model.Actor;
import dev.sdpmcp.simulator.model.Draft;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.EntityWriter;
import dev.sdpmcp.simulator.model.Field;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.wire.ApiFailure;
import dev.sdpmcp.simulator.wire.InnerCode;
import java.util.List;
import java.util.Map;

/**
 * The trash of requests and changes: lists leave its records out, they cannot be edited, and a second deletion
 * removes them.
 */
final class Trash {
    private static final String IS_TRASHED = "is_trashed";
    private static final String DELETED_TIME = "deleted_time";
    private static final String DELETED_BY = "deleted_by";

    private Trash() {}

    static Field[] fields() {
        return new Field[] {flag(IS_TRASHED), moment(DELETED_TIME), lookup(DELETED_BY, PeopleModules.USER)};
    }

    static boolean holds(Entity record) {
        return record.is(IS_TRASHED);
    }

    static List<Action> actions() {
        return List.of(
                new Action("DELETE", "move_to_trash", null, Trash::move),
                new Action("PUT", "restore_from_trash", null, Trash::restore));
    }

    static void refuseEdits(Draft draft, String module) {
        if (draft.was(IS_TRASHED).booleanValue() && draft.get(IS_TRASHED).booleanValue()) {
            draft.refuse(InnerCode.NOT_EDITABLE, "id", "The " + module + " is in the trash");
        }
    }

    /** The first deletion moves a record to the trash, the second removes it. */
    static void delete(Portal portal, Actor actor, ModuleDefinition definition, Entity target) {
        if (holds(target)) {
            portal.remove(definition, target);
        } else {
            put(portal, actor, definition, target);
        }
    }

    private static ObjectNode move(Action.Call call) {
        if (holds(call.target())) {
            throw ApiFailure.of(InnerCode.NOT_EDITABLE, "Already in trash");
        }
        put(call.portal(), call.actor(), call.definition(), call.target());
        return call.done("moved to trash.");
    }

    private static ObjectNode restore(Action.Call call) {
        if (!holds(call.target())) {
            throw ApiFailure.of(InnerCode.NOT_EDITABLE, "Not in trash");
        }
        NullNode nothing = NullNode.getInstance();
        Map<String, JsonNode> change =
                Map.of(IS_TRASHED, BooleanNode.FALSE, DELETED_TIME, nothing, DELETED_BY, nothing);
        new EntityWriter(call.portal(), call.actor()).change(call.definition(), call.target(), change);
        return call.done("restored from trash.");
    }

    private static void put(Portal portal, Actor actor, ModuleDefinition definition, Entity target) {
        Map<String, JsonNode> change = Map.of(
                IS_TRASHED, BooleanNode.TRUE,
                DELETED_TIME, LongNode.valueOf(portal.clock().now()),
                DELETED_BY, TextNode.valueOf(actor.userId()));
        new EntityWriter(portal, actor).change(definition, target, change);
    }
}
