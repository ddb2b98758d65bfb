package dev.sdpmcp.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.sdpmcp.simulator.model.FieldType.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One field of a module. Immutable.
 *
 * @param name on the wire
 * @param type of its values
 * @param traits further rules
 * @param maxLength characters of a text, 0 = no limit
 * @param initial stored value of a new record that was given none
 * @param computation of the value in stored form, or a JSON null, if it is not stored
 */
public record Field(
        String name,
        FieldType type,
        Set<Trait> traits,
        int maxLength,
        JsonNode initial,
        @Nullable BiFunction<Portal, Entity, JsonNode> computation) {

    private static final int DEFAULT_LENGTH = 250;
    private static final FieldType TEXT = new ScalarTypes.Text("string", Kind.TEXT, List.of());

    /** Further rules of a field. */
    public enum Trait {
        /** A new record needs it. */
        MANDATORY,
        /** Set by the server only. */
        READ_ONLY,
        /** No two records share it. */
        UNIQUE
    }

    /** Text of at most 250 characters. */
    public static Field text(String name) {
        return new Field(name, TEXT, Set.of(), DEFAULT_LENGTH, NullNode.getInstance(), null);
    }

    /** One of these texts. */
    public static Field choice(String name, String... allowed) {
        return of(name, new ScalarTypes.Text("string", Kind.TEXT, List.of(allowed)));
    }

    /** HTML of any length. */
    public static Field html(String name) {
        return of(name, new ScalarTypes.Text("html", Kind.TEXT, List.of()));
    }

    /** A boolean, false by default. */
    public static Field flag(String name) {
        return of(name, new ScalarTypes.Flag("boolean", Kind.BOOLEAN)).startingAs(BooleanNode.FALSE);
    }

    /** A boolean that follows from the record. */
    public static Field flag(String name, BiPredicate<Portal, Entity> test) {
        return flag(name).computed((portal, entity) -> BooleanNode.valueOf(test.test(portal, entity)));
    }

    /** A field of another type. */
    public static Field of(String name, FieldType type) {
        return new Field(name, type, Set.of(), 0, NullNode.getInstance(), null);
    }

    /** A whole number. */
    public static Field integer(String name) {
        return of(name, new ScalarTypes.Numeric("integer", Kind.NUMBER, Long.MIN_VALUE, Long.MAX_VALUE));
    }

    /** A whole number from 0 to 100. */
    public static Field percentage(String name) {
        return of(name, new ScalarTypes.Numeric("integer", Kind.NUMBER, 0, 100));
    }

    /** A number with a fraction. */
    public static Field decimal(String name) {
        return of(name, new ScalarTypes.Numeric("double", Kind.NUMBER, Long.MIN_VALUE, Long.MAX_VALUE));
    }

    /** A moment or date. */
    public static Field moment(String name) {
        return of(name, ScalarTypes.MOMENT);
    }

    /** Time spent. */
    public static Field duration(String name) {
        return of(name, ScalarTypes.SPAN);
    }

    /** The visible number of a record, with a prefix such as {@code PB-}, or an empty one. */
    public static Field serial(String name, String prefix) {
        return of(name, new ScalarTypes.Serial(prefix.isEmpty() ? "string" : "object", Kind.SERIAL, prefix));
    }

    /** A reference to a record of a module, by its singular name. */
    public static Field lookup(String name, String module) {
        return of(name, LookupType.to(module));
    }

    /** Several references. */
    public static Field lookups(String name, String module) {
        return of(name, ListType.of(LookupType.to(module)));
    }

    /** A reference to one of the records that agree with another field of the referring one, such as its category. */
    public static Field lookupWithin(String name, String module, String outer) {
        return of(name, LookupType.to(module).within(outer));
    }

    /** Several texts. */
    public static Field texts(String name) {
        return of(name, ListType.of(TEXT));
    }

    /** An object with fields. */
    public static Field object(String name, Field... members) {
        return of(name, ObjectType.with(members));
    }

    /** Several objects with fields. */
    public static Field objects(String name, Field... members) {
        return of(name, ListType.of(ObjectType.with(members)));
    }

    /** JSON that is kept unchecked. */
    public static Field free(String name) {
        return of(name, new ScalarTypes.Unchecked("object", Kind.STRUCTURE));
    }

    /** The same, usually an array. */
    public static Field freeList(String name) {
        return of(name, new ScalarTypes.Unchecked("array", Kind.STRUCTURE));
    }

    /** Demanded of a new record. */
    public Field mandatory() {
        return with(Trait.MANDATORY);
    }

    /** Refused from callers. */
    public Field readOnly() {
        return with(Trait.READ_ONLY);
    }

    /** Refused if another record has the same. */
    public Field unique() {
        return with(Trait.UNIQUE);
    }

    /** Read-only, and computed at each read. */
    public Field computed(BiFunction<Portal, Entity, JsonNode> way) {
        return new Field(name, type, readOnly().traits, maxLength, initial, way);
    }

    /** With the value that a new record gets. */
    public Field startingAs(JsonNode value) {
        return new Field(name, type, traits, maxLength, value, computation);
    }

    /** Whether it has a trait. */
    public boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /** Its stored or computed value, or a JSON null. */
    public JsonNode valueOf(Portal portal, Entity entity) {
        return computation == null ? entity.get(name) : computation.apply(portal, entity);
    }

    /** Its value as the API shows it, or a JSON null. */
    public JsonNode show(Portal portal, Entity entity) {
        return show(portal, valueOf(portal, entity));
    }

    /** A stored value of it as the API shows it. */
    JsonNode show(Portal portal, JsonNode stored) {
        return stored.isNull() || stored.isMissingNode() ? NullNode.getInstance() : type.render(portal, stored);
    }

    private Field with(Trait trait) {
        EnumSet<Trait> more = EnumSet.of(trait);
        more.addAll(traits);
        return new Field(name, type, Set.copyOf(more), maxLength, initial, computation);
    }
}
