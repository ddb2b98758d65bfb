package dev.sdpmcp.simulator.module;

import static dev.sdpmcp.simulator.model.Field.flag;
import static dev.sdpmcp.simulator.model.Field.lookup;
import static dev.sdpmcp.simulator.model.Field.moment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.model.Action;
import dev.sdpmcp.simulator.model.Draft;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.Field;
import dev.sdpmcp.simulator.wire.ApiFailure;
import dev.sdpmcp.simulator.wire.InnerCode;
import dev.sdpmcp.simulator.wire.Json;
import java.util.List;

/**
 * The trash of requests, changes, releases and solutions: lists leave its records out, they cannot be edited, and a second deletion
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
        return actions("");
    }

    /** The same, under names that begin so. */
    static List<Action> actions(String prefix) {
        return List.of(
                new Action("DELETE", prefix + "move_to_trash", null, Trash::move),
                new Action("PUT", prefix + "restore_from_trash", null, Trash::restore));
    }

    static void refuseEdits(Draft draft, String module) {
        if (draft.was(IS_TRASHED).booleanValue() && draft.get(IS_TRASHED).booleanValue()) {
            draft.refuse(InnerCode.NOT_EDITABLE, "id", "The " + module + " is in the trash");
        }
    }

    /** The first deletion moves a record to the trash, the second removes it. */
    static void delete(Action.Call call) {
        if (holds(call.target())) {
            call.portal().remove(call.definition(), call.target());
        } else {
            move(call);
        }
    }

    /** Removes a record that is in the trash, and no other. */
    static void remove(Action.Call call) {
        if (!holds(call.target())) {
            throw ApiFailure.of(InnerCode.NOT_EDITABLE, "Not in trash");
        }
        call.portal().remove(call.definition(), call.target());
    }

    private static ObjectNode move(Action.Call call) {
        if (holds(call.target())) {
            throw ApiFailure.of(InnerCode.NOT_EDITABLE, "Already in trash");
        }
        call.change(Json.object()
                .put(IS_TRASHED, true)
                .put(DELETED_TIME, call.portal().clock().now())
                .put(DELETED_BY, call.actor().userId()));
        return call.done("moved to trash.");
    }

    private static ObjectNode restore(Action.Call call) {
        if (!holds(call.target())) {
            throw ApiFailure.of(InnerCode.NOT_EDITABLE, "Not in trash");
        }
        call.change(Json.object().put(IS_TRASHED, false).putNull(DELETED_TIME).putNull(DELETED_BY));
        return call.done("restored from trash.");
    }
}
