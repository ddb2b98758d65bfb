package dev.sdpmcp.simulator.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.Field;
import dev.sdpmcp.simulator.model.FieldType;
import dev.sdpmcp.simulator.model.ListType;
import dev.sdpmcp.simulator.model.LookupType;
import dev.sdpmcp.simulator.model.ObjectType;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.wire.Json;
import java.util.List;
import java.util.Map;

/** Adds records from JSON in which lookups are names or ids. Used under the portal's lock. */
record PlainRecords(Portal portal) {
    /** Adds all records of an object whose keys are module names. */
    void addAll(JsonNode byModule) {
        byModule.forEachEntry((module, records) -> records.forEach(record -> add(module, record)));
    }

    /** Adds one record, with the initial values of its module. */
    Entity add(String module, JsonNode plain) {
        return add(module, portal.catalogue().named(module).initialValues(), plain);
    }

    /** Adds one record with the given values only. */
    Entity addBare(String module, JsonNode plain) {
        return add(module, Json.object(), plain);
    }

    /** The record of a module with this name. */
    Entity record(String module, String name) {
        return portal.first(module, one -> one.text("name").equals(name)).orElseThrow(() -> unknown(module, name));
    }

    /** The id of the record at a place of a module, counted from 1; the last one if there are fewer. */
    String at(String module, int place) {
        List<Entity> all = portal.all(module);
        return all.get(Math.min(place, all.size()) - 1).id();
    }

    private Entity add(String module, ObjectNode values, JsonNode plain) {
        Map<String, Field> fields = portal.catalogue().named(module).fields();
        plain.forEachEntry((name, value) -> {
            Field field = fields.get(name);
            if (field == null) {
                throw new IllegalArgumentException(module + " has no field " + name);
            }
            values.set(name, stored(field.type(), value, values));
        });
        return portal.add(module, values);
    }

    private JsonNode stored(FieldType type, JsonNode plain, ObjectNode siblings) {
        if (type instanceof ListType list && plain.isArray()) {
            return Json.array()
                    .addAll(plain.valueStream()
                            .map(one -> stored(list.element(), one, siblings))
                            .toList());
        }
        if (type instanceof ObjectType object && plain.isObject()) {
            ObjectNode all = Json.object();
            object.members()
                    .forEach((name, member) -> plain.optional(name)
                            .ifPresent(value -> all.set(name, stored(member.type(), value, siblings))));
            return all;
        }
        return type instanceof LookupType lookup && plain.isTextual()
                ? TextNode.valueOf(target(lookup, plain.textValue(), siblings))
                : plain;
    }

    /** Records below others share names, such as subcategories ("General") and statuses of changes. */
    private String target(LookupType lookup, String nameOrId, ObjectNode siblings) {
        if (portal.find(lookup.module(), nameOrId) != null) {
            return nameOrId;
        }
        String outer = lookup.within();
        return portal.first(
                        lookup.module(),
                        one -> one.text("name").equals(nameOrId)
                                && (outer == null || one.get(outer).equals(siblings.get(outer))))
                .map(Entity::id)
                .orElseThrow(() -> unknown(lookup.module(), nameOrId));
    }

    private static IllegalArgumentException unknown(String module, String name) {
        return new IllegalArgumentException("no " + module + " '" + name + "'");
    }
}
