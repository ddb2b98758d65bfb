package dev.sdpmcp.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.simulator.model.ModuleDefinition.Child;
import dev.sdpmcp.simulator.model.ModuleDefinition.SavedView;
import dev.sdpmcp.simulator.model.ModuleDefinition.Source;
import dev.sdpmcp.simulator.model.ModuleDefinition.Verb;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Declares a module, step by step. Used once, by one thread. */
public final class ModuleBuilder {
    final String name;
    final String plural;
    final List<Field> fields = new ArrayList<>();
    final Set<String> scopes = new LinkedHashSet<>();
    final Set<String> rowFields = new LinkedHashSet<>();
    final Set<String> lookupFields = new LinkedHashSet<>(List.of("id", "name"));
    final Map<String, JsonNode> presets = new LinkedHashMap<>();
    final Map<String, SavedView> views = new LinkedHashMap<>();
    final List<Child> children = new ArrayList<>();
    final List<Action> actions = new ArrayList<>();
    String path = "";
    String store;
    String sortField = "name";
    boolean sortsDown;
    EnumSet<Verb> verbs = EnumSet.allOf(Verb.class);
    ModuleRules rules = ModuleRules.NONE;
    Predicate<Entity> membership = entity -> true;
    Predicate<Entity> hidden = entity -> false;

    @Nullable
    Source source;

    ModuleBuilder(String name, String plural) {
        this.name = name;
        this.plural = plural;
        this.store = name;
    }

    /** Its own address, the first segment after {@code /api/v3}. */
    public ModuleBuilder at(String ownPath) {
        path = ownPath;
        return this;
    }

    /** Scope modules of which one has to be granted. */
    public ModuleBuilder scopes(String... names) {
        scopes.addAll(List.of(names));
        return this;
    }

    /** Its fields, in the order in which they are read and shown. */
    public ModuleBuilder fields(Field... more) {
        fields.addAll(List.of(more));
        return this;
    }

    /** Fields that only the server sets. */
    public ModuleBuilder readOnly(Field... more) {
        List.of(more).forEach(field -> fields.add(field.readOnly()));
        return this;
    }

    /** Lookups, each named like the module that it refers to. */
    public ModuleBuilder lookups(String... modules) {
        List.of(modules).forEach(module -> fields.add(Field.lookup(module, module)));
        return this;
    }

    /** Lookups to the record that this one is below, each named like the module that it refers to. */
    public ModuleBuilder below(String... modules) {
        List.of(modules)
                .forEach(module -> fields.add(Field.lookup(module, module).readOnly()));
        return this;
    }

    /** Moments. */
    public ModuleBuilder moments(String... names) {
        List.of(names).forEach(name -> fields.add(Field.moment(name)));
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
        List.of(more).forEach(field -> lookupFields.add(field.name()));
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
        verbs = EnumSet.noneOf(Verb.class);
        verbs.addAll(List.of(some));
        return this;
    }

    /** Rules beyond the declaration. */
    public ModuleBuilder rules(ModuleRules more) {
        rules = more;
        return this;
    }

    /** A view of the records of another module: which of them, and the values of new ones. */
    public ModuleBuilder lookingAt(String other, Predicate<Entity> which, Map<String, JsonNode> newOnes) {
        store = other;
        membership = which;
        presets.putAll(newOnes);
        return this;
    }

    /** Leaves some records out of lists. */
    public ModuleBuilder hiding(Predicate<Entity> which) {
        hidden = which;
        return this;
    }

    /** Saved views for {@code filter_by}. */
    public ModuleBuilder views(Map<String, SavedView> more) {
        views.putAll(more);
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
    public ModuleBuilder derivedFrom(Source rows) {
        source = rows;
        return this;
    }

    /** The declared module. */
    public ModuleDefinition build() {
        return new ModuleDefinition(this);
    }
}
