package dev.sdpmcp.simulator.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.FieldType.Kind;
import dev.sdpmcp.simulator.model.ModuleDefinition.Child;
import dev.sdpmcp.simulator.model.ModuleDefinition.SavedView;
import dev.sdpmcp.simulator.model.ModuleDefinition.Verb;
import dev.sdpmcp.simulator.wire.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Declares a module, step by step. Used once, by one thread. */
public final class ModuleBuilder {
    private final String name;
    private final String plural;
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final Set<String> rowFields = new LinkedHashSet<>();
    private final Set<String> lookupFields = new LinkedHashSet<>(List.of("id", "name"));
    private final List<Child> children = new ArrayList<>();
    private final List<Action> actions = new ArrayList<>();
    private String path = "";
    private Set<String> scopes = Set.of();
    private String store;
    private Predicate<Entity> membership = entity -> true;
    private Predicate<Entity> hidden = entity -> false;
    private ObjectNode presets = Json.object();
    private String sortField = "name";
    private boolean sortsDown;
    private Map<String, SavedView> views = Map.of();
    private Set<Verb> verbs = Set.of(Verb.values());
    private ModuleRules rules = ModuleRules.NONE;
    private @Nullable BiFunction<Portal, Entity, Collection<Entity>> source;

    ModuleBuilder(String name, String plural) {
        this.name = name;
        this.plural = plural;
        this.store = name;
        fields(Field.of("id", new ScalarTypes.Unchecked("long", Kind.REFERENCE))
                .computed((portal, entity) -> TextNode.valueOf(entity.id())));
    }

    /** Its own address, the first segment after {@code /api/v3}. */
    public ModuleBuilder at(String ownPath) {
        path = ownPath;
        return this;
    }

    /** Scope modules of which one has to be granted. */
    public ModuleBuilder scopes(String... names) {
        scopes = Set.of(names);
        return this;
    }

    /** Its fields, in the order in which they are read and shown. */
    public ModuleBuilder fields(Field... more) {
        return fields(Stream.of(more));
    }

    /** Fields that only the server sets. */
    public ModuleBuilder readOnly(Field... more) {
        return fields(Stream.of(more).map(Field::readOnly));
    }

    /** Lookups, each named like the module that it refers to. */
    public ModuleBuilder lookups(String... modules) {
        return fields(Stream.of(modules).map(module -> Field.lookup(module, module)));
    }

    /** Lookups to the record that this one is below, each named like the module that it refers to. */
    public ModuleBuilder below(String... modules) {
        return fields(
                Stream.of(modules).map(module -> Field.lookup(module, module).readOnly()));
    }

    /** Moments. */
    public ModuleBuilder moments(String... names) {
        return fields(Stream.of(names).map(Field::moment));
    }

    /** Further fields. */
    public ModuleBuilder fields(Stream<Field> more) {
        more.forEach(field -> fields.put(field.name(), field));
        return this;
    }

    /** Fields of a list row; all by default. */
    public ModuleBuilder rowFields(String... names) {
        rowFields.addAll(List.of(names));
        return this;
    }

    /** Fields of a lookup to it, beside the id and, if it has one, the name. */
    public ModuleBuilder lookupFields(String... names) {
        lookupFields.addAll(List.of(names));
        return this;
    }

    /** Fields that a lookup to it has too. */
    public ModuleBuilder shown(Field... more) {
        Stream.of(more).map(Field::name).forEach(lookupFields::add);
        return fields(more);
    }

    /** The default order of its lists. */
    public ModuleBuilder sortedBy(String field, boolean down) {
        sortField = field;
        sortsDown = down;
        return this;
    }

    /** The standard verbs that it has; all by default. */
    public ModuleBuilder verbs(Verb... some) {
        verbs = Set.of(some);
        return this;
    }

    /** Rules beyond the declaration. */
    public ModuleBuilder rules(ModuleRules more) {
        rules = more;
        return this;
    }

    /** A view of the records of another module: which of them, and the values of new ones. */
    public ModuleBuilder lookingAt(String other, Predicate<Entity> which, ObjectNode newOnes) {
        store = other;
        membership = which;
        presets = newOnes;
        return this;
    }

    /** Leaves some records out of lists. */
    public ModuleBuilder hiding(Predicate<Entity> which) {
        hidden = which;
        return this;
    }

    /** Saved views for {@code filter_by}. */
    public ModuleBuilder views(Map<String, SavedView> all) {
        views = Map.copyOf(all);
        return this;
    }

    /** A collection below each record. */
    public ModuleBuilder child(String segment, String module, String link) {
        children.add(new Child(segment, module, link));
        return this;
    }

    /** Actions on one record. */
    public ModuleBuilder actions(List<Action> more) {
        actions.addAll(more);
        return this;
    }

    /** Rows that are computed instead of stored. */
    public ModuleBuilder derivedFrom(BiFunction<Portal, Entity, Collection<Entity>> rows) {
        source = rows;
        return this;
    }

    /** The declared module. */
    public ModuleDefinition build() {
        return new ModuleDefinition(
                name,
                plural,
                path,
                scopes,
                store,
                membership,
                hidden,
                presets,
                Collections.unmodifiableMap(fields),
                List.copyOf(rowFields.isEmpty() ? fields.keySet() : rowFields),
                List.copyOf(lookupFields),
                sortField,
                sortsDown,
                views,
                verbs,
                rules,
                List.copyOf(children),
                List.copyOf(actions),
                source);
    }
}
