package dev.sdpmcp.tool.shape;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.tool.Completer;
import dev.sdpmcp.tool.shape.ArgumentErrors.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An object as the client sees it: which members it has, what they mean, and which may be missing. A shape is read from a
 * record ({@link RecordShapes}) or put together from members ({@link #of}); schema and binding are the same for both.
 * Immutable, thread-safe.
 */
public final class Shape implements ValueType {

    /** Model providers refuse property names outside this. */
    static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");

    private final String origin;
    private final List<Member> members;
    private final Map<String, Integer> positions = new HashMap<>();
    private final Function<@Nullable Object[], Object> construction;

    /**
     * One member.
     *
     * @param name on the wire
     * @param description for the model that reads the schema
     * @param required whether JSON without it is invalid
     * @param completer suggests values for it; null if nothing does
     */
    public record Member(
            String name,
            String description,
            ValueType type,
            Constraints constraints,
            boolean required,
            @Nullable Class<? extends Completer> completer) {

        /** A member that may be missing and that nothing suggests values for. */
        public static Member optional(String name, String description, ValueType type, Constraints constraints) {
            return new Member(name, description, type, constraints, false, null);
        }

        /** The same, without bounds. */
        public static Member optional(String name, String description, ValueType type) {
            return optional(name, description, type, Constraints.NONE);
        }

        /** A member that must be there, without bounds. */
        public static Member required(String name, String description, ValueType type) {
            return required(name, description, type, Constraints.NONE);
        }

        /** A member that must be there. */
        public static Member required(String name, String description, ValueType type, Constraints constraints) {
            return new Member(name, description, type, constraints, true, null);
        }
    }

    /** @param origin for messages about the declaration */
    Shape(String origin, List<Member> members, Function<@Nullable Object[], Object> construction) {
        this.origin = origin;
        this.members = List.copyOf(members);
        this.construction = construction;
        for (Member member : members) {
            if (!NAME.matcher(member.name).matches()) {
                throw new IllegalStateException(
                        origin + ": the name of a member must match " + NAME + " but is " + member.name);
            }
            if (member.description.isBlank()) {
                throw new IllegalStateException(origin + ": the member " + member.name + " has no description");
            }
            if (!member.constraints.fit(member.type)) {
                throw new IllegalStateException(
                        origin + ": the member " + member.name + " has a bound that its type cannot break");
            }
            if (positions.put(member.name, positions.size()) != null) {
                throw new IllegalStateException(origin + " has two members named " + member.name);
            }
        }
    }

    /**
     * A described shape; its value is an {@link Arguments}.
     *
     * @param origin for messages about the declaration
     * @throws IllegalStateException if two members have one name, or a name or description is missing
     */
    public static Shape of(String origin, List<Member> members) {
        List<String> names = members.stream().map(Member::name).toList();
        return new Shape(origin, members, values -> new Arguments(names, values));
    }

    /** In the order of the declaration. */
    public List<Member> members() {
        return members;
    }

    /** For messages about the declaration: the name of the record, or what was given. */
    public String origin() {
        return origin;
    }

    /** The names on the wire, in the order of the members. */
    public List<String> names() {
        return members.stream().map(Member::name).toList();
    }

    /**
     * Reads a JSON object: known names only, and what is required is there. A member that is null, or whose text is blank or
     * a word for nothing, counts as not sent.
     */
    @Override
    public @Nullable Object read(JsonNode sent, Place place, ArgumentErrors errors) {
        if (!sent.isObject()) {
            errors.add(place, "must be " + fits() + ", not " + ArgumentErrors.named(sent));
            return null;
        }
        @Nullable Object[] values = new Object[members.size()];
        for (Map.Entry<String, JsonNode> entry : sent.properties()) {
            Place inner = place.member(entry.getKey());
            Integer position = positions.get(entry.getKey());
            if (position == null) {
                errors.add(inner, "is unknown; " + knownNames(entry.getKey()));
            } else {
                Member member = members.get(position);
                JsonNode meant = Reading.of(entry.getValue(), member.type);
                if (!Reading.isNothing(meant, member.type)) {
                    Object value = member.type.read(meant, inner, errors);
                    member.constraints.check(value, inner, errors);
                    values[position] = value;
                } else if (member.required && !entry.getValue().isNull()) {
                    errors.addBroken(inner, "must not be empty");
                }
            }
        }
        for (Member member : members) {
            if (member.required && !sent.hasNonNull(member.name)) {
                errors.add(place.member(member.name), "is required");
            }
        }
        return errors.isEmpty() ? construction.apply(values) : null;
    }

    private String knownNames(String unknown) {
        return NearestName.of(unknown, positions.keySet())
                .map(name -> "did you mean \"" + name + "\"?")
                .orElseGet(
                        () -> members.isEmpty() ? "nothing is taken here" : "known are " + String.join(", ", names()));
    }

    @Override
    public String fits() {
        return "an object";
    }
}
