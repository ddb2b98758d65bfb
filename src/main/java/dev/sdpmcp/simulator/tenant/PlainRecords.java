package dev.sdpmcp.simulator.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.Field;
import dev.sdpmcp.simulator.model.FieldType;
import dev.sdpmcp.simulator.model.ListType;
import dev.sdpmcp.simulator.model.LookupType;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.ObjectType;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds records from JSON in which lookups are names or ids. Used under the portal's lock. */
final class PlainRecords {
    private final Portal portal;

    PlainRecords(Portal portal) {
        this.portal = portal;
    }

    /** Adds all records of an object whose keys are module names. */
    void addAll(JsonNode byModule) {
        byModule.properties().forEach(entry -> entry.getValue().forEach(record -> add(entry.getKey(), record)));
    }

    /** Adds one record, with the initial values of its module. */
    Entity add(String module, JsonNode plain) {
        ModuleDefinition definition = portal.catalogue().named(module);
        Map<String, JsonNode> values = new LinkedHashMap<>();
        definition.fields().values().forEach(field -> values.put(field.name(), field.initial()));
        values.putAll(definition.presets());
        return add(definition, values, plain);
    }

    /** Adds one record with the given values only. */
    Entity addBare(String module, JsonNode plain) {
        return add(portal.catalogue().named(module), new LinkedHashMap<>(), plain);
    }

    /** The id of the record of a module with this name. */
    String named(String module, String name) {
        return record(module, name).id();
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

    private Entity add(ModuleDefinition definition, Map<String, JsonNode> values, JsonNode plain) {
        for (Map.Entry<String, JsonNode> entry : plain.properties()) {
            Field field = definition.fields().get(entry.getKey());
            if (field == null) {
                throw new IllegalArgumentException(definition.name() + " has no field " + entry.getKey());
            }
            values.put(entry.getKey(), stored(field.type(), entry.getValue(), values));
        }
        return portal.add(definition.name(), values);
    }

    private JsonNode stored(FieldType type, JsonNode plain, Map<String, JsonNode> siblings) {
        if (type instanceof ListType list && plain.isArray()) {
            ArrayNode all = Json.array();
            plain.forEach(one -> all.add(stored(list.element(), one, siblings)));
            return all;
        }
        if (type instanceof ObjectType object && plain.isObject()) {
            ObjectNode all = Json.object();
            object.members().values().stream()
                    .filter(member -> plain.has(member.name()))
                    .forEach(member ->
                            all.set(member.name(), stored(member.type(), plain.path(member.name()), siblings)));
            return all;
        }
        return type instanceof LookupType lookup && plain.isTextual()
                ? TextNode.valueOf(target(lookup, plain.textValue(), siblings))
                : plain;
    }

    /** Records below others share names, such as subcategories ("General") and statuses of changes. */
    private String target(LookupType lookup, String nameOrId, Map<String, JsonNode> siblings) {
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
