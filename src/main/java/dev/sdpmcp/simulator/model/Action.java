package dev.sdpmcp.simulator.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.wire.ApiFailure;
import dev.sdpmcp.simulator.wire.Envelope;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An operation on one record beyond the standard verbs, such as {@code PUT /requests/{id}/close}.
 *
 * @param method HTTP method
 * @param name the segment after the record's id
 * @param inputKey wrapper of its {@code input_data}; null if it takes none, {@link #UNWRAPPED} if its fields have no
 *     wrapper
 * @param handler its work, done under the portal's lock: returns the whole answer, or throws an {@link ApiFailure} and
 *     has changed nothing then
 */
public record Action(String method, String name, @Nullable String inputKey, Function<Call, ObjectNode> handler) {
    /** Input key of an action whose {@code input_data} holds the fields without a wrapper. */
    public static final String UNWRAPPED = "*";

    /** One run of an action for a caller on a record, with the fields of the input, under the lock of the portal. */
    public record Call(Portal portal, Actor actor, ModuleDefinition definition, Entity target, ObjectNode input) {
        /** The success of the action; the message begins with the kind of record. */
        public ObjectNode done(String what) {
            String kind = definition.name();
            return Envelope.done(Character.toUpperCase(kind.charAt(0)) + kind.substring(1) + " " + what);
        }

        /**
         * Updates the target as {@code PUT} on it does.
         *
         * @throws ApiFailure if the values are refused; then nothing has changed
         */
        public Entity update(ObjectNode values) {
            return new EntityWriter(portal, actor).update(definition, target, values);
        }

        /** Updates the target on the server's behalf. */
        public void change(ObjectNode values) {
            new EntityWriter(portal, actor).change(definition, target, values);
        }
    }
}
