package dev.sdpmcp.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** What a field may hold: how it is read from a caller, kept, shown and compared. Implementations are immutable. */
public interface FieldType {
    /** The name of the type in {@code metainfo}. */
    String wireName();

    /** How its values compare. */
    Kind kind();

    /**
     * Turns what a caller gave into the stored form. Objections go to {@code draft.problems()}; the returned value then does not matter.
     *
     * @param input never a JSON null
     */
    JsonNode read(Draft draft, Field field, JsonNode input);

    /**
     * Shows a stored value.
     *
     * @param stored never a JSON null
     */
    JsonNode render(Portal desk, JsonNode stored);

    /** What {@code field.name} means, or null if there is nothing of that name below this type. */
    default @Nullable Member member(Catalogue catalogue, String name) {
        return null;
    }

    /** Adds what {@code metainfo} says beyond the type's name. */
    default void describe(Catalogue catalogue, ObjectNode metainfo) {}

    /**
     * A value below another one.
     *
     * @param field what is known about it
     * @param reader gets it from the outer stored value
     */
    record Member(Field field, Reader reader) {}

    /** Gets an inner value; a JSON null if there is none. */
    interface Reader {
        /** The inner stored value of an outer one. */
        JsonNode read(Portal desk, JsonNode outer);
    }
}
