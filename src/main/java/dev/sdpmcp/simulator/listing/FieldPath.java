package dev.sdpmcp.simulator.listing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.Field;
import dev.sdpmcp.simulator.model.FieldType.Kind;
import dev.sdpmcp.simulator.model.FieldType.Member;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.wire.ApiFailure;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A dotted name such as {@code requester.email_id}: the last field, and how to get its stored value from a record. */
record FieldPath(Portal portal, Field last, Function<Entity, JsonNode> reader) {
    /**
     * Resolves a name.
     *
     * @param where the key of {@code list_info} that it stands in, for the message
     * @throws ApiFailure if the module has no such field
     */
    static FieldPath resolve(Portal portal, ModuleDefinition definition, String name, String where) {
        String[] segments = name.split("\\.", -1);
        Optional<FieldPath> path = Optional.ofNullable(definition.fields().get(segments[0]))
                .map(root -> new FieldPath(portal, root, entity -> root.valueOf(portal, entity)));
        for (String segment : List.of(segments).subList(1, segments.length)) {
            path = path.flatMap(outer -> outer.member(segment));
        }
        return path.orElseThrow(() -> ApiFailure.invalid(where, "Invalid field: " + name));
    }

    /** The path to something below, if there is such a thing. */
    Optional<FieldPath> member(String name) {
        Member member = last.type().member(portal.catalogue(), name);
        return Optional.ofNullable(member)
                .map(inner -> new FieldPath(portal, inner.field(), entity -> {
                    JsonNode outer = reader.apply(entity);
                    return outer.isNull() ? outer : inner.reader().apply(portal, outer);
                }));
    }

    /** The path to the name of the record that a lookup refers to; this path if it is no lookup. */
    FieldPath toName() {
        if (kind() != Kind.REFERENCE) {
            return this;
        }
        return Stream.of("name", "subject", "title")
                .flatMap(name -> member(name).stream())
                .findFirst()
                .orElse(this);
    }

    /** How its values compare. */
    Kind kind() {
        return last.type().kind();
    }

    /** Its stored values in a record: none, one, or those of a list. */
    List<JsonNode> values(Entity entity) {
        JsonNode value = reader.apply(entity);
        Stream<JsonNode> all = value.isArray() ? value.valueStream() : Stream.of(value);
        return all.filter(one -> !one.isNull() && !one.isMissingNode()).toList();
    }
}
