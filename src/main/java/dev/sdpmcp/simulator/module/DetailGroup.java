package dev.sdpmcp.simulator.module;

import static dev.sdpmcp.simulator.model.Field.html;
import static dev.sdpmcp.simulator.model.Field.lookup;
import static dev.sdpmcp.simulator.model.Field.moment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.model.Action;
import dev.sdpmcp.simulator.model.Draft;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.Field;
import dev.sdpmcp.simulator.wire.ApiFailure;
import dev.sdpmcp.simulator.wire.Envelope;
import dev.sdpmcp.simulator.wire.InnerCode;
import dev.sdpmcp.simulator.wire.Json;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A group of fields of a record in an object, such as {@code root_cause}, with the author and time of its last
 * update.
 */
final class DetailGroup {
    private DetailGroup() {}

    /** A group of one text: {@code {NAME_description}}. */
    static Field described(String name) {
        return of(name, html(name + "_description"));
    }

    static Field of(String name, Field... members) {
        Field by = lookup(name + "_updated_by", PeopleModules.USER).readOnly();
        Field on = moment(name + "_updated_on").readOnly();
        return Field.object(
                name, Stream.concat(Stream.of(members), Stream.of(by, on)).toArray(Field[]::new));
    }

    /** Completes a given group: members that were not given keep their values, author and time are set. */
    static void sign(Draft draft, String name) {
        sign(draft, name, name + "_updated");
    }

    /** The same, where the members for author and time begin with another word. */
    static void sign(Draft draft, String name, String word) {
        JsonNode given = draft.get(name);
        if (!draft.gave(name) || !given.isObject()) {
            return;
        }
        ObjectNode merged = draft.was(name).isObject() ? draft.was(name).deepCopy() : Json.object();
        merged.setAll((ObjectNode) given);
        merged.set(word + "_by", draft.me());
        merged.set(word + "_on", draft.now());
        draft.set(name, merged);
    }

    /** Reads (GET) and writes (POST, PUT) a group at an address below its record. */
    static Stream<Action> actions(String name) {
        Function<Action.Call, ObjectNode> write = call -> {
            if (call.input().isEmpty()) {
                throw ApiFailure.of(InnerCode.MANDATORY, name + "_description", "Value not provided");
            }
            ObjectNode values = Json.object();
            values.set(name, call.input());
            return shown(call, call.update(values), name);
        };
        return Stream.of(
                new Action("GET", name, null, call -> shown(call, call.target(), name)),
                new Action("POST", name, name, write),
                new Action("PUT", name, name, write));
    }

    /** One group as an answer. */
    static ObjectNode shown(Action.Call call, Entity record, String name) {
        ObjectNode shown = call.definition().show(call.portal(), record, List.of(name));
        return Envelope.one(name, shown.path(name));
    }
}
