package dev.sdpmcp.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.model.ModuleDefinition.Child;
import dev.sdpmcp.simulator.wire.InnerCode;
import dev.sdpmcp.simulator.wire.Json;
import dev.sdpmcp.simulator.wire.Problems.Stage;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Creates and updates records from callers' input, with all checks of {@link Stage} in their order. Used under
 * the portal's lock.
 */
public record EntityWriter(Portal portal, Actor actor) {
    /**
     * Makes a new record.
     *
     * @param below the collection below the parent; null, like the parent, for a record without one
     * @throws dev.sdpmcp.simulator.wire.ApiFailure if the input is refused; then nothing has changed
     */
    public Entity create(
            ModuleDefinition definition, ObjectNode input, @Nullable Child below, @Nullable Entity parent) {
        Draft draft = new Draft(portal, actor, definition, null, input);
        if (below != null && parent != null) {
            draft.set(below.link(), parent.reference());
        }
        definition.initialValues().forEachEntry(draft::set);
        return write(draft, definition, input);
    }

    /**
     * Changes the given fields of a record.
     *
     * @throws dev.sdpmcp.simulator.wire.ApiFailure if the input is refused; then nothing has changed
     */
    public Entity update(ModuleDefinition definition, Entity before, ObjectNode input) {
        return write(new Draft(portal, actor, definition, before, input), definition, input);
    }

    /** Updates a record on the server's behalf: without the checks of callers' input, but with the module's rules. */
    public Entity change(ModuleDefinition definition, Entity before, ObjectNode values) {
        Draft draft = new Draft(portal, actor, definition, before, Json.object());
        values.forEachEntry(draft::set);
        return finish(draft, definition);
    }

    private Entity write(Draft draft, ModuleDefinition definition, ObjectNode input) {
        draft.refuseOtherKeys(input, definition.fields().keySet());
        definition
                .fields()
                .forEach((name, field) -> input.optional(name).ifPresent(value -> read(draft, field, value)));
        draft.problems().addFields(Stage.MANDATORY, InnerCode.MANDATORY, missing(draft, definition));
        return finish(draft, definition);
    }

    private Entity finish(Draft draft, ModuleDefinition definition) {
        definition.fields().values().stream()
                .filter(field -> field.has(Field.Trait.UNIQUE) && draft.changes(field.name()))
                .forEach(field -> refuseTaken(draft, definition, field));
        definition.rules().check(draft);
        draft.problems().throwIfAny();
        Entity saved = draft.commit();
        definition.rules().saved(draft, saved);
        return saved;
    }

    private static void read(Draft draft, Field field, JsonNode value) {
        draft.refuseReadOnly(field);
        if (!field.has(Field.Trait.READ_ONLY)) {
            draft.set(field.name(), value.isNull() ? value : field.type().read(draft, field, value));
        }
    }

    /**
     * A declared field is missing if a new record lacks it or an old one loses it; a field that the rules
     * demand, if this call lacks it.
     */
    private static Collection<String> missing(Draft draft, ModuleDefinition definition) {
        Set<String> missing = new LinkedHashSet<>();
        definition.fields().values().stream()
                .filter(field -> field.has(Field.Trait.MANDATORY))
                .map(Field::name)
                .filter(name -> isBlank(draft, name) || (draft.isNew() && !draft.gave(name)))
                .forEach(missing::add);
        definition.rules().mandatory(draft).stream()
                .filter(name -> isBlank(draft, name) || !draft.gave(name))
                .forEach(missing::add);
        return missing;
    }

    private static boolean isBlank(Draft draft, String name) {
        JsonNode value = draft.get(name);
        return draft.clears(name) || (value.isTextual() && value.textValue().isBlank());
    }

    private void refuseTaken(Draft draft, ModuleDefinition definition, Field field) {
        String value = draft.get(field.name()).asText("");
        boolean taken = portal.all(definition.name()).stream()
                .anyMatch(other -> !other.equals(draft.before())
                        && other.text(field.name()).equalsIgnoreCase(value));
        if (taken && !value.isEmpty()) {
            draft.problems().add(Stage.UNIQUE, InnerCode.NOT_UNIQUE, field.name(), "Value is not unique");
        }
    }
}
