package dev.sdpmcp.simulator.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.wire.Json;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One module of the API, declared: everything else (checks, lists, rendering, metainfo) follows from the declaration.
 * Immutable; made with {@link ModuleBuilder}.
 *
 * @param name singular key: wrapper of one record, and the module's name in lookups
 * @param plural plural key: wrapper of a list
 * @param path first segment of its address; empty if it is only found below others
 * @param scopes scope modules of which one has to be granted
 * @param store name of the store of its records; several modules may share one
 * @param membership whether a record of the store belongs to this module
 * @param hidden whether lists leave a record out, as those in the trash
 * @param presets values that every record made through this module has
 * @param fields all fields by name, {@code id} first
 * @param rowFields fields of a list row, unless the caller selects some
 * @param lookupFields fields of a lookup to it, beside the id
 * @param sortField field that lists are sorted by, unless the caller selects some
 * @param sortsDown whether that is from high to low
 * @param views the saved views that {@code filter_by} may name
 * @param verbs the standard verbs that it has
 * @param rules rules beyond this declaration
 * @param children collections below each record
 * @param actions actions on one record
 * @param source its rows below a parent, if they are computed from other modules
 */
public record ModuleDefinition(
        String name,
        String plural,
        String path,
        Set<String> scopes,
        String store,
        Predicate<Entity> membership,
        Predicate<Entity> hidden,
        ObjectNode presets,
        Map<String, Field> fields,
        Collection<String> rowFields,
        Collection<String> lookupFields,
        String sortField,
        boolean sortsDown,
        Map<String, SavedView> views,
        Set<Verb> verbs,
        ModuleRules rules,
        List<Child> children,
        List<Action> actions,
        @Nullable BiFunction<Portal, Entity, Collection<Entity>> source) {

    /** Starts a declaration with the singular and plural key of the module. */
    public static ModuleBuilder called(String name, String plural) {
        return new ModuleBuilder(name, plural);
    }

    /** All records in the scope of an address: those below a parent, or all of them. */
    public Collection<Entity> records(Portal portal, @Nullable Child below, @Nullable Entity parent) {
        if (source != null) {
            return source.apply(portal, Objects.requireNonNull(parent));
        }
        return below == null || parent == null ? portal.all(name) : portal.linked(name, below.link(), parent.id());
    }

    /** The stored values that a new record starts with. */
    public ObjectNode initialValues() {
        ObjectNode initial = Json.object();
        fields.values().stream()
                .filter(field -> !field.initial().isNull())
                .forEach(field -> initial.set(field.name(), field.initial()));
        return initial.setAll(presets);
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
        return show(portal, entity, lookupFields).put("id", entity.id());
    }

    /** The descriptions of all fields, as {@code metainfo} returns them. */
    public ObjectNode metainfo(Portal portal) {
        Collection<String> mandatory = rules.mandatory(portal);
        ObjectNode metainfo = Json.object().put("entity", name).put("plural_name", plural);
        ObjectNode described = metainfo.putObject("fields");
        fields.values().forEach(field -> {
            boolean isMandatory = field.has(Field.Trait.MANDATORY) || mandatory.contains(field.name());
            described.set(field.name(), portal.catalogue().describe(field, isMandatory));
        });
        return metainfo;
    }

    /** The standard operations: LIST and CREATE on the collection, the others on one record. */
    public enum Verb {
        LIST("GET"),
        GET("GET"),
        CREATE("POST"),
        UPDATE("PUT"),
        DELETE("DELETE");

        private final String method;

        Verb(String method) {
            this.method = method;
        }

        /** The HTTP method. */
        public String method() {
            return method;
        }
    }

    /**
     * A collection below each record, as notes below a request; the link is the lookup field of the child to its
     * parent.
     */
    public record Child(String path, String module, String link) {}

    /** A named choice of records: those that it shows to somebody. */
    public interface SavedView extends BiFunction<Portal, Actor, Predicate<Entity>> {}
}
