package dev.sdpmcp.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.wire.Json;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One module of the API, declared: names, address, scopes, fields, collections below it, actions. Everything else
 * (checks, lists, rendering, metainfo) follows from the declaration. Immutable; made with {@link ModuleBuilder}.
 */
public final class ModuleDefinition {
    private final ModuleBuilder declared;
    private final Map<String, Field> fields;

    ModuleDefinition(ModuleBuilder declared) {
        this.declared = declared;
        Map<String, Field> all = new LinkedHashMap<>();
        all.put(
                "id",
                Field.of("id", new ScalarTypes.Unchecked("long", FieldType.Kind.REFERENCE))
                        .computed((portal, entity) -> TextNode.valueOf(entity.id())));
        declared.fields.forEach(field -> all.put(field.name(), field));
        this.fields = Collections.unmodifiableMap(all);
    }

    /** Starts a declaration with the singular and plural key of the module. */
    public static ModuleBuilder called(String name, String plural) {
        return new ModuleBuilder(name, plural);
    }

    /** Singular key: wrapper of one record, and the module's name in lookups. */
    public String name() {
        return declared.name;
    }

    /** Plural key: wrapper of a list. */
    public String plural() {
        return declared.plural;
    }

    /** First segment of its address; empty if it is only found below others. */
    public String path() {
        return declared.path;
    }

    /** Scope modules of which one has to be granted. */
    public Set<String> scopes() {
        return Collections.unmodifiableSet(declared.scopes);
    }

    /** The name of the store of its records; several modules may share one. */
    public String storeName() {
        return declared.store;
    }

    /** Whether a record of the store belongs to this module. */
    public boolean holds(Entity entity) {
        return declared.membership.test(entity);
    }

    /** Whether lists leave a record out, as those in the trash. */
    public boolean hides(Entity entity) {
        return declared.hidden.test(entity);
    }

    /** Values that every record made through this module has. */
    public Map<String, JsonNode> presets() {
        return Collections.unmodifiableMap(declared.presets);
    }

    /** All fields by name, {@code id} first. */
    public Map<String, Field> fields() {
        return fields;
    }

    /** Fields of a list row, unless the caller selects some. */
    public Collection<String> rowFields() {
        return declared.rowFields.isEmpty() ? fields.keySet() : declared.rowFields;
    }

    /** Field that lists are sorted by, unless the caller selects some. */
    public String sortField() {
        return declared.sortField;
    }

    /** Whether that is from high to low. */
    public boolean sortsDown() {
        return declared.sortsDown;
    }

    /** The saved views that {@code filter_by} may name. */
    public Map<String, SavedView> views() {
        return Collections.unmodifiableMap(declared.views);
    }

    /** The standard verbs that it has. */
    public Set<Verb> verbs() {
        return EnumSet.copyOf(declared.verbs);
    }

    /** Rules beyond this declaration. */
    public ModuleRules rules() {
        return declared.rules;
    }

    /** Collections below each record. */
    public List<Child> children() {
        return Collections.unmodifiableList(declared.children);
    }

    /** Actions on one record. */
    public List<Action> actions() {
        return Collections.unmodifiableList(declared.actions);
    }

    /** Whether its rows are computed from other modules. */
    public boolean isDerived() {
        return declared.source != null;
    }

    /** All records in the scope of an address: those below a parent, or all of them. */
    public Collection<Entity> records(Portal portal, @Nullable Child below, @Nullable Entity parent) {
        if (declared.source != null) {
            return declared.source.rows(portal, Objects.requireNonNull(parent));
        }
        return below == null || parent == null ? portal.all(this) : portal.linked(name(), below.link(), parent.id());
    }

    /** One record with all fields. */
    public ObjectNode show(Portal portal, Entity entity) {
        return show(portal, entity, fields.keySet());
    }

    /** One record with some fields; names that the module does not have are left out. */
    public ObjectNode show(Portal portal, Entity entity, Collection<String> names) {
        ObjectNode shown = Json.object();
        for (String name : names) {
            Field field = fields.get(name);
            if (field != null) {
                shown.set(name, field.show(portal, entity));
            }
        }
        return shown;
    }

    /** One record as a lookup shows it: the id and a few more. */
    public ObjectNode showAsLookup(Portal portal, Entity entity) {
        ObjectNode shown = show(portal, entity, declared.lookupFields);
        shown.put("id", entity.id());
        return shown;
    }

    /** The descriptions of all fields, as {@code metainfo} returns them. */
    public ObjectNode metainfo(Portal portal) {
        Set<String> mandatory = Set.copyOf(rules().mandatory(portal));
        ObjectNode metainfo = Json.object().put("entity", name()).put("plural_name", plural());
        ObjectNode described = metainfo.putObject("fields");
        fields.values().forEach(field -> {
            boolean isMandatory = field.has(Field.Trait.MANDATORY) || mandatory.contains(field.name());
            described.set(field.name(), portal.catalogue().describe(field, isMandatory));
        });
        return metainfo;
    }

    /** The five standard operations. */
    public enum Verb {
        /** GET the collection. */
        LIST,
        /** GET one. */
        GET,
        /** POST to the collection. */
        CREATE,
        /** PUT one. */
        UPDATE,
        /** DELETE one. */
        DELETE
    }

    /**
     * A collection below each record, as notes below a request; the link is the lookup field of the child to its
     * parent.
     */
    public record Child(String path, String module, String link) {}

    /** A named choice of records. */
    public interface SavedView {
        /** Which records it shows to somebody. */
        Predicate<Entity> of(Portal portal, Actor actor);
    }

    /** Rows that follow from other modules. */
    public interface Source {
        /** The rows below one parent. */
        Collection<Entity> rows(Portal portal, Entity parent);
    }
}
