package dev.sdpmcp.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.wire.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object with declared members, each read and shown by its own type. */
public record ObjectType(String wireName, Kind kind, Map<String, Field> members) implements FieldType {
    /** An object with these members, in this order. */
    static ObjectType with(Field... members) {
        Map<String, Field> byName = new LinkedHashMap<>();
        for (Field member : members) {
            byName.put(member.name(), member);
        }
        return new ObjectType("object", Kind.STRUCTURE, Collections.unmodifiableMap(byName));
    }

    @Override
    public JsonNode read(Draft draft, Field field, JsonNode input) {
        if (!input.isObject()) {
            return draft.mismatch(field, "an object");
        }
        // a member that is not sent stays
        ObjectNode stored = draft.was(field.name()) instanceof ObjectNode before ? before.deepCopy() : Json.object();
        draft.refuseOtherKeys(input, members.keySet());
        for (Field member : members.values()) {
            input.optional(member.name()).ifPresent(given -> {
                draft.refuseReadOnly(member);
                stored.set(member.name(), given.isNull() ? given : member.type().read(draft, member, given));
            });
        }
        return stored;
    }

    @Override
    public JsonNode render(Portal portal, JsonNode stored) {
        ObjectNode shown = Json.object();
        members.values().forEach(member -> shown.set(member.name(), member.show(portal, stored.path(member.name()))));
        return shown;
    }

    @Override
    public @Nullable Member member(Catalogue catalogue, String name) {
        Field member = members.get(name);
        return member == null
                ? null
                : new Member(member, (portal, outer) -> outer.optional(name).orElse(NullNode.getInstance()));
    }

    @Override
    public void describe(Catalogue catalogue, ObjectNode metainfo) {
        ObjectNode fields = metainfo.putObject("fields");
        members.values().forEach(member -> fields.set(member.name(), catalogue.describe(member)));
    }
}
