package dev.sdpmcp.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.wire.InnerCode;
import dev.sdpmcp.simulator.wire.Json;
import dev.sdpmcp.simulator.wire.Problems;
import dev.sdpmcp.simulator.wire.Problems.Stage;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A record that is being written. Used for one call, under the portal's lock.
 *
 * @param portal the portal
 * @param actor the caller
 * @param definition the module of the record
 * @param before the record as it was, or null if it is new
 * @param input the fields that the caller gave
 * @param changes all changed values, in stored form
 * @param alsoMade other records that are made along with this one, once it is accepted
 * @param problems the problems found
 */
public record Draft(
        Portal portal,
        Actor actor,
        ModuleDefinition definition,
        @Nullable Entity before,
        ObjectNode input,
        ObjectNode changes,
        Map<Entity, ModuleDefinition> alsoMade,
        Problems problems) {

    Draft(Portal portal, Actor actor, ModuleDefinition definition, @Nullable Entity before, ObjectNode input) {
        this(portal, actor, definition, before, input, Json.object(), new HashMap<>(), new Problems());
    }

    /** Whether the record is new. */
    public boolean isNew() {
        return before == null;
    }

    /** The value as it will be; a JSON null if there is none. */
    public JsonNode get(String field) {
        return changes.optional(field).orElseGet(() -> was(field));
    }

    /** The value as it was; a JSON null if there was none. */
    public JsonNode was(String field) {
        return before == null ? NullNode.getInstance() : before.get(field);
    }

    /** The record that a lookup will point to, or null. */
    public @Nullable Entity target(String field, String module) {
        return get(field).isNull() ? null : portal.find(module, get(field).asText());
    }

    /** Sets a value; a JSON null clears it. */
    public void set(String field, JsonNode value) {
        changes.set(field, value);
    }

    /** Clears a value. */
    public void clear(String field) {
        changes.putNull(field);
    }

    /** Sets a value of a new record unless the caller gave one; a JSON null is no value. */
    public void setDefault(String field, JsonNode value) {
        if (!value.isNull() && (!gave(field) || get(field).isNull())) {
            set(field, value);
        }
    }

    /** Numbers a new record, once nothing is wrong with it. */
    public void number(String series) {
        if (isNew() && problems.isEmpty()) {
            set("display_id", LongNode.valueOf(portal.nextSerial(series)));
        }
    }

    /** The time of the call. */
    public LongNode now() {
        return LongNode.valueOf(portal.clock().now());
    }

    /** The id of the caller. */
    public TextNode me() {
        return TextNode.valueOf(actor.userId());
    }

    /** Adds a problem with the state of the record. */
    public void refuse(InnerCode code, String field, String message) {
        problems.add(Stage.STATE, code, field, message);
    }

    /** Adds a problem with a value that does not exist or may not be used; a JSON null takes its place. */
    public JsonNode invalid(String field, String message) {
        problems.add(Stage.REFERENCES, InnerCode.INVALID_VALUE, field, message);
        return NullNode.getInstance();
    }

    /** Checks that an interval does not end before it starts. */
    public void checkInterval(String start, String end) {
        if (!get(start).isNull()
                && !get(end).isNull()
                && get(end).longValue() < get(start).longValue()) {
            refuse(InnerCode.TIME_MISMATCH, end, "The end lies before the start");
        }
    }

    /** Whether the caller gave this field. */
    public boolean gave(String field) {
        return input.has(field);
    }

    /** The names of the fields that the caller gave. */
    public Stream<String> given() {
        return input.propertyStream().map(Map.Entry::getKey);
    }

    /** Whether the value will be another one than before. */
    public boolean changes(String field) {
        return !get(field).equals(was(field));
    }

    /** The names of the fields whose value will be another one than before. */
    public Stream<String> changed() {
        return changes.propertyStream().map(Map.Entry::getKey).filter(this::changes);
    }

    /** Whether the caller gave this field as null. */
    boolean clears(String field) {
        return input.path(field).isNull();
    }

    /** Makes another record along with this one, once this one is accepted. */
    Entity alsoMake(ModuleDefinition module, ObjectNode values) {
        Entity made = new Entity(portal.newId(), values);
        alsoMade.put(made, module);
        return made;
    }

    Entity commit() {
        alsoMade.forEach((made, module) -> portal.put(module.name(), made));
        Entity saved = before == null ? new Entity(portal.newId(), changes) : before.with(changes);
        portal.put(definition.name(), saved);
        return saved;
    }

    void refuseOtherKeys(JsonNode object, Collection<String> known) {
        object.propertyStream()
                .map(Map.Entry::getKey)
                .filter(key -> !known.contains(key))
                .forEach(
                        key -> problems.add(Stage.EXTRA_KEYS, InnerCode.INVALID_VALUE, key, "EXTRA_KEY_FOUND_IN_JSON"));
    }

    void refuseReadOnly(Field field) {
        if (field.has(Field.Trait.READ_ONLY)) {
            String message = "Read only field cannot be edited";
            problems.add(Stage.READ_ONLY, InnerCode.READ_ONLY, field.name(), message);
        }
    }

    JsonNode mismatch(Field field, String wanted) {
        problems.add(Stage.TYPES, InnerCode.TYPE_MISMATCH, field.name(), "Data type mismatch: give " + wanted);
        return NullNode.getInstance();
    }

    JsonNode notPresent(Field field) {
        return invalid(field.name(), "Value not present");
    }

    JsonNode unparsable(String field) {
        return invalid(field, "Unable to parse the given data for " + field);
    }
}
