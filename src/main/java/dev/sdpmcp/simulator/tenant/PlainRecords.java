package dev.sdpmcp.simulator.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.Field;
import dev.sdpmcp.simulator.model.FieldType;
import dev.sdpmcp.simulator.model.ListType;
import dev.sdpmcp.simulator.model.LookupType;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.wire.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** Adds records from JSON in which lookups are names. Used under the portal's lock. */
final class PlainRecords {
    private final Portal portal;

    PlainRecords(Portal portal) {
        this.portal = portal;
    }

    /** Adds all records of an object whose keys are module names. */
    void addAll(JsonNode byModule) {
        byModule.properties().forEach(entry -> entry.getValue().forEach(record -> add(entry.getKey(), record)));
    }

    /** Adds one record. */
    Entity add(String module, JsonNode plain) {
        ModuleDefinition definition = portal.catalogue().named(module);
        Map<String, JsonNode> values = new LinkedHashMap<>();
        definition.fields().values().stream()
                .filter(field -> !field.initial().isNull())
                .forEach(field -> values.put(field.name(), field.initial()));
        values.putAll(definition.presets());
        for (Map.Entry<String, JsonNode> entry : plain.properties()) {
            Field field = definition.fields().get(entry.getKey());
            if (field == null) {
                throw new IllegalArgumentException(module + " has no field " + entry.getKey());
            }
            values.put(field.name(), stored(field.type(), entry.getValue()));
        }
        Entity entity = new Entity(portal.newId(), values);
        portal.put(definition, entity);
        return entity;
    }

    /** The record of a module with this name. */
    Entity named(String module, String name) {
        return portal.all(portal.catalogue().named(module)).stream()
                .filter(one -> one.text("name").equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + module + " '" + name + "'"));
    }

    private JsonNode stored(FieldType type, JsonNode plain) {
        if (type instanceof ListType list) {
            ArrayNode all = Json.array();
            plain.forEach(one -> all.add(stored(list.element(), one)));
            return all;
        }
        return type instanceof LookupType lookup
                ? TextNode.valueOf(named(lookup.module(), plain.textValue()).id())
                : plain;
    }
}
