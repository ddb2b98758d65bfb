package dev.sdpmcp.simulator.listing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.Field;
import dev.sdpmcp.simulator.model.FieldType.Kind;
import dev.sdpmcp.simulator.model.FieldType.Member;
import dev.sdpmcp.simulator.model.FieldType.Reader;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.wire.ApiFailure;
import dev.sdpmcp.simulator.wire.InnerCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A dotted name such as {@code requester.email_id}: the first field, the steps to each inner value, the last field. */
record FieldPath(Portal portal, Field root, List<Reader> steps, Field last) {
    /**
     * Resolves a name.
     *
     * @param where the key of {@code list_info} that it stands in, for the message
     * @throws ApiFailure if the module has no such field
     */
    static FieldPath resolve(Portal portal, ModuleDefinition definition, String name, String where) {
        String[] segments = name.split("\\.", -1);
        Field root = definition.fields().get(segments[0]);
        if (root == null) {
            throw unknown(name, where);
        }
        FieldPath path = new FieldPath(portal, root, List.of(), root);
        for (int at = 1; at < segments.length; at++) {
            path = path.member(segments[at]).orElseThrow(() -> unknown(name, where));
        }
        return path;
    }

    /** The path to something below, if there is such a thing. */
    Optional<FieldPath> member(String name) {
        Member member = last.type().member(portal.catalogue(), name);
        if (member == null) {
            return Optional.empty();
        }
        List<Reader> longer = new ArrayList<>(steps);
        longer.add(member.reader());
        return Optional.of(new FieldPath(portal, root, longer, member.field()));
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
        JsonNode value = root.valueOf(portal, entity);
        for (Reader step : steps) {
            if (value.isNull()) {
                return List.of();
            }
            value = step.read(portal, value);
        }
        Stream<JsonNode> all = value.isArray() ? StreamSupport.stream(value.spliterator(), false) : Stream.of(value);
        return all.filter(one -> !one.isNull() && !one.isMissingNode()).toList();
    }

    private static ApiFailure unknown(String name, String where) {
        return ApiFailure.of(InnerCode.INVALID_VALUE, where, "Invalid field: " + name);
    }
}
