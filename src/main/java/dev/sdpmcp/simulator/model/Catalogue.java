package dev.sdpmcp.simulator.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.model.ModuleDefinition.Child;
import dev.sdpmcp.simulator.wire.Json;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All modules of a portal, by name and by address. Immutable. */
public final class Catalogue {
    private final Map<String, ModuleDefinition> byName = new LinkedHashMap<>();
    private final Map<String, ModuleDefinition> byPath = new LinkedHashMap<>();
    private final Map<String, Set<String>> links = new LinkedHashMap<>();

    /**
     * @throws IllegalArgumentException if two modules share a name or an address, or one refers to a module that is
     *     not there
     */
    public Catalogue(List<ModuleDefinition> definitions) {
        for (ModuleDefinition definition : definitions) {
            once(byName.put(definition.name(), definition), definition.name());
            if (!definition.path().isEmpty()) {
                once(byPath.put(definition.path(), definition), definition.path());
            }
        }
        for (ModuleDefinition definition : definitions) {
            for (Child child : definition.children()) {
                links.computeIfAbsent(named(child.module()).store(), unused -> new HashSet<>())
                        .add(child.link());
            }
        }
    }

    /** The module with this singular name. */
    public ModuleDefinition named(String name) {
        ModuleDefinition definition = byName.get(name);
        if (definition == null) {
            throw new IllegalArgumentException("no module '" + name + "'");
        }
        return definition;
    }

    /** The module at this first segment of an address, or null. */
    public @Nullable ModuleDefinition at(String path) {
        return byPath.get(path);
    }

    /** All modules. */
    public Iterable<ModuleDefinition> all() {
        return byName.values();
    }

    /** The description of one field in {@code metainfo}. */
    public ObjectNode describe(Field field) {
        return describe(field, field.has(Field.Trait.MANDATORY));
    }

    /** The same, where settings of the portal decide whether the field is mandatory. */
    ObjectNode describe(Field field, boolean mandatory) {
        ObjectNode metainfo = Json.object();
        metainfo.put("name", field.name());
        metainfo.put("type", field.type().wireName());
        metainfo.put("mandatory", mandatory);
        metainfo.put("read_only", field.has(Field.Trait.READ_ONLY));
        metainfo.put("unique", field.has(Field.Trait.UNIQUE));
        if (field.maxLength() > 0 && field.type().kind() == FieldType.Kind.TEXT) {
            metainfo.putObject("constraints").put("max_length", field.maxLength());
        }
        if (!field.initial().isNull() && field.computation() == null) {
            metainfo.set("default_value", field.initial());
        }
        field.type().describe(this, metainfo);
        return metainfo;
    }

    Set<String> linksInto(String store) {
        return links.getOrDefault(store, Set.of());
    }

    private static void once(@Nullable ModuleDefinition before, String what) {
        if (before != null) {
            throw new IllegalArgumentException("two modules called '" + what + "'");
        }
    }
}
