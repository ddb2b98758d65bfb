package dev.sdpmcp.desk.module.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.Cursor;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.module.engine.ListOrder.Age;
import dev.sdpmcp.desk.module.engine.ListOrder.Kind;
import dev.sdpmcp.upstream.Criterion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How far a list was given: not a number of rows but the key and the age of the last one, so that rows that leave the list
 * or enter it do not move it. Immutable.
 *
 * <p>A record that matches all the time and keeps its key is given exactly once, whatever is changed between the answers. A
 * record whose key changes meanwhile may be given again or not at all, and so may one that begins to match.
 *
 * <p>Two things about the order of the API are not documented: where it puts records without a key, and how it sorts lookups.
 * So a position holds one place for each group of records with the same key ({@code open}), and the groups that were given to
 * their end ({@code passed}); records without a key are a group too. For times one group is enough, since the API compares
 * them.
 *
 * @param passed keys of groups; the empty key for records without one
 * @param open the last record given of each other group
 */
public record Position(ListOrder order, Set<String> passed, Map<String, Age> open) {

    private static final String KEYLESS = "";
    private static final String UNKNOWN = "";
    private static final String MILLIS = "-?[0-9]{1,16}";
    private static final String RECORD_ID = "[0-9]{1,19}";

    public Position {
        passed = Collections.unmodifiableSet(new TreeSet<>(passed));
        open = Collections.unmodifiableMap(new TreeMap<>(open));
    }

    /** Before the first record. */
    public static Position start(ListOrder order) {
        return new Position(order, Set.of(), Map.of());
    }

    /**
     * The position that a cursor means.
     *
     * @param cursor null for the start
     * @param digest of the list that is read
     * @throws dev.sdpmcp.tool.ToolFailure if it is no cursor of this list
     */
    public static Position of(ListOrder order, @Nullable String cursor, String digest) {
        if (cursor == null || cursor.isBlank()) {
            return start(order);
        }
        Set<String> passed = new LinkedHashSet<>();
        Map<String, Age> open = new LinkedHashMap<>();
        Iterator<String> parts = Cursor.parts(cursor, digest).iterator();
        while (parts.hasNext()) {
            String part = parts.next();
            if (part.startsWith("p")) {
                passed.add(key(order, part));
            } else {
                open.put(key(order, part), age(next(parts), next(parts)));
            }
        }
        return new Position(order, passed, open);
    }

    private static String next(Iterator<String> parts) {
        if (!parts.hasNext()) {
            throw Cursor.wrong(null);
        }
        return parts.next();
    }

    private static String key(ListOrder order, String part) {
        String key = part.isEmpty() ? KEYLESS : part.substring(1);
        boolean sound = switch (order.kind()) {
            case MOMENT -> key.equals(KEYLESS) || key.matches(MILLIS);
            case LOOKUP -> key.equals(KEYLESS) || key.matches(RECORD_ID);
            case TEXT -> true;
        };
        if (!sound) {
            throw Cursor.wrong(null);
        }
        return key;
    }

    private static Age age(String created, String id) {
        try {
            return new Age(created.equals(UNKNOWN) ? null : Long.valueOf(created), id);
        } catch (NumberFormatException garbled) {
            throw Cursor.wrong(garbled);
        }
    }

    /** The cursor; empty if there is none of bearable length. */
    public Optional<String> cursor(String digest) {
        List<String> parts = new ArrayList<>();
        passed.forEach(key -> parts.add("p" + key));
        open.forEach((key, age) -> parts.addAll(List.of(
                "o" + key, age.created() == null ? UNKNOWN : age.created().toString(), age.id())));
        return Cursor.of(digest, parts);
    }

    public boolean isStart() {
        return passed.isEmpty() && open.isEmpty();
    }

    /** Whether a record comes after this position, by what the desk knows of the order. */
    public boolean isBefore(JsonNode row) {
        String key = order.key(row);
        Age age = ListOrder.age(row);
        Age last = open.get(key);
        if (last != null) {
            return order.compareAges(age, last) > 0;
        }
        String bound = bound();
        return (bound == null || isApart(key)) ? !passed.contains(key) : order.compareKeys(key, bound) > 0;
    }

    /** The key of the last record given, where keys can be compared. */
    private @Nullable String bound() {
        return order.kind() == Kind.LOOKUP
                ? null
                : open.keySet().stream()
                        .filter(key -> !isApart(key))
                        .findFirst()
                        .orElse(null);
    }

    /** Whether records with that key are a separate group. */
    private boolean isApart(String key) {
        return order.kind() == Kind.LOOKUP || (order.kind() == Kind.MOMENT && key.equals(KEYLESS));
    }

    /**
     * The position after these records.
     *
     * @param rows of one answer of the API, in its order, all of them beyond this position
     */
    public Position after(List<JsonNode> rows) {
        Set<String> ended = new LinkedHashSet<>(passed);
        Map<String, Age> last = new LinkedHashMap<>(open);
        JsonNode before = null;
        for (JsonNode row : rows) {
            String key = order.key(row);
            if (before != null && ends(before, row)) {
                String group = order.key(before);
                last.remove(group);
                ended.add(group);
            }
            if (!isApart(key)) {
                last.keySet().removeIf(group -> !isApart(group));
            }
            last.put(key, ListOrder.age(row));
            before = row;
        }
        return new Position(order, ended, last);
    }

    /**
     * Whether the group of the first record was given to its end, since one of another group follows in the same answer. Groups
     * of the same name may alternate. From one answer to the next it proves nothing: a group may have come in between.
     */
    private boolean ends(JsonNode row, JsonNode following) {
        String key = order.key(row);
        boolean sameName = order.kind() == Kind.LOOKUP
                && Objects.equals(Fields.name(row, order.field()), Fields.name(following, order.field()));
        return isApart(key) && !key.equals(order.key(following)) && !sameName;
    }

    /** What all records beyond this position meet, with operators that the API documents; so do some that were given. */
    List<Criterion> criteria() {
        List<Criterion> all = new ArrayList<>();
        if (order.kind() == Kind.TEXT) {
            return all;
        }
        String bound = bound();
        open.forEach((key, age) -> {
            if (key.equals(bound)) {
                all.add(beyondKey(key, age));
            } else if (age.created() != null) {
                all.add(
                        key.equals(KEYLESS)
                                ? nonEmpty().or(beyond(age.created()))
                                : otherThan(List.of(key), age.created()));
            }
        });
        List<String> groups =
                passed.stream().filter(key -> !key.equals(KEYLESS)).toList();
        if (!groups.isEmpty()) {
            all.add(otherThan(groups, null));
        }
        if (passed.contains(KEYLESS)) {
            all.add(nonEmpty());
        }
        return all;
    }

    private Criterion beyondKey(String key, Age age) {
        Instant bound = Instant.ofEpochMilli(Long.parseLong(key));
        if (order.field().equals(ListOrder.CREATED)) {
            return beyond(bound.toEpochMilli());
        }
        Criterion later =
                order.ascending() ? Criterion.after(order.field(), bound) : Criterion.before(order.field(), bound);
        Criterion place = later.or(Criterion.at(order.field(), bound));
        Criterion within = age.created() == null ? place : place.and(beyond(age.created()));
        return within.or(Criterion.isEmpty(order.field()));
    }

    /** The comparison includes the time itself: records of the same millisecond are distinguished by their ids. */
    private Criterion beyond(long created) {
        Instant bound = Instant.ofEpochMilli(created);
        return order.ascending()
                ? Criterion.notBefore(ListOrder.CREATED, bound)
                : Criterion.notAfter(ListOrder.CREATED, bound);
    }

    /** An empty field is named, since "is not" leaves it out on some databases. */
    private Criterion otherThan(List<String> groups, @Nullable Long orBeyond) {
        Criterion others = Criterion.isNotAnyOfIds(order.field(), groups);
        Criterion also = orBeyond == null ? others : others.or(beyond(orBeyond));
        return also.or(Criterion.isEmpty(order.field()));
    }

    private Criterion nonEmpty() {
        return Criterion.isNotEmpty(order.field());
    }
}
