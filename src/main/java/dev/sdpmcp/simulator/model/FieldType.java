package dev.sdpmcp.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Type of a field: reads input, renders stored values, and defines how they compare. Implementations are immutable. */
public interface FieldType {
    /** How values of a field compare. */
    enum Kind {
        /** Text, without regard to case. */
        TEXT,
        /** Numbers. */
        NUMBER,
        /** A visible number, which the API compares with JSON integers only. */
        SERIAL,
        /** Epoch milliseconds. */
        MOMENT,
        /** Yes or no. */
        BOOLEAN,
        /** The id of another record. */
        REFERENCE,
        /** An object, which only its members compare. */
        STRUCTURE
    }

    /** The name of the type in {@code metainfo}. */
    String wireName();

    /** How its values compare. */
    Kind kind();

    /**
     * Reads input, never a JSON null, into the stored form. Problems are added to {@code draft.problems()}; the
     * returned value is then ignored.
     */
    JsonNode read(Draft draft, Field field, JsonNode input);

    /** Shows a stored value, never a JSON null. */
    default JsonNode render(Portal portal, JsonNode stored) {
        return stored;
    }

    /** The member with this name, or null if the type has none. */
    default @Nullable Member member(Catalogue catalogue, String name) {
        return null;
    }

    /** Adds the type's part of the field description in {@code metainfo}. */
    default void describe(Catalogue catalogue, ObjectNode metainfo) {}

    /** A value below another one: its definition, and how to get it, or a JSON null, from the outer stored value. */
    record Member(Field field, BiFunction<Portal, JsonNode, JsonNode> reader) {}
}
