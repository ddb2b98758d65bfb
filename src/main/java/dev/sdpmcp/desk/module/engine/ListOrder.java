package dev.sdpmcp.desk.module.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.text.Excerpt;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The order of a list: by one field, then by time of creation, then by id, all in one direction. So each record has one
 * place. Immutable.
 *
 * @param field to sort by
 */
public record ListOrder(String field, Kind kind, boolean ascending) {

    static final String CREATED = "created_time";

    /** Characters of a text that count for its place. More would not fit a cursor. */
    private static final int SORTED_CHARACTERS = 60;

    /** How keys compare. */
    enum Kind {
        /** Times, which the API compares. */
        MOMENT,
        /** Records such as priorities: the API sorts them in an order that is not documented, and compares them for equality only. */
        LOOKUP,
        /** Texts, which the API sorts but cannot compare; the desk does, without regard to case. */
        TEXT
    }

    /** Tells records apart that have the same key. */
    record Age(@Nullable Long created, String id) {

        private static final Comparator<Age> OLDEST_FIRST = Comparator.comparing(
                        Age::created, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(
                        Age::id, Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
    }

    /** By time of creation. */
    public static ListOrder byCreation(boolean ascending) {
        return new ListOrder(CREATED, Kind.MOMENT, ascending);
    }

    /** @throws IllegalStateException if the module has no such field, or one that has no order */
    static ListOrder of(ModuleDescription module, String sort, boolean ascending) {
        if (sort.equals(CREATED)) {
            return byCreation(ascending);
        }
        Field field = Objects.requireNonNull(module.fields().get(sort), sort);
        Kind kind = switch (field.type()) {
            case LOOKUP, TECHNICIAN, REQUESTER -> Kind.LOOKUP;
            case TEXT -> Kind.TEXT;
            case HTML, FLAG, NUMBER, CHOICE, DURATION, ADDITIONAL, NAMES ->
                throw new IllegalStateException(module.plural() + " cannot be sorted by " + sort);
            default -> Kind.MOMENT;
        };
        return new ListOrder(sort, kind, ascending);
    }

    /** What the API is to sort by. */
    List<String> fields() {
        return Stream.of(field, CREATED, "id").distinct().toList();
    }

    /** What the place of a record depends on first: digits of a time or of an id, or the start of a text; may be empty. */
    String key(JsonNode row) {
        return switch (kind) {
            case MOMENT -> {
                Long millis = millis(row, field);
                yield millis == null ? "" : millis.toString();
            }
            case LOOKUP -> Objects.requireNonNullElse(Fields.text(row.path(field), "id"), "");
            case TEXT ->
                Excerpt.start(
                        Objects.requireNonNullElse(Fields.text(row, field), "").toLowerCase(Locale.ROOT),
                        SORTED_CHARACTERS);
        };
    }

    static Age age(JsonNode row) {
        return new Age(millis(row, CREATED), Objects.requireNonNullElse(Fields.text(row, "id"), ""));
    }

    private static @Nullable Long millis(JsonNode row, String field) {
        var instant = Fields.instant(row, field);
        return instant == null ? null : Long.valueOf(instant.toEpochMilli());
    }

    /** Whether the first key comes after the second; for times that are known, and texts. */
    int compareKeys(String one, String other) {
        int up = kind == Kind.MOMENT ? Long.compare(Long.parseLong(one), Long.parseLong(other)) : one.compareTo(other);
        return ascending ? up : -up;
    }

    int compareAges(Age one, Age other) {
        int up = Age.OLDEST_FIRST.compare(one, other);
        return ascending ? up : -up;
    }

    /** The order of records with the same key. */
    public Comparator<JsonNode> ofAges() {
        return Comparator.comparing(ListOrder::age, this::compareAges);
    }

    /** The same order, for texts, which the desk sorts itself. */
    Comparator<JsonNode> ofTexts() {
        return Comparator.<JsonNode, String>comparing(this::key, this::compareKeys)
                .thenComparing(ofAges());
    }
}
