package dev.sdpmcp.simulator.model;

import java.util.Collection;
import java.util.List;

/** What a module does beyond its declaration. Implementations are stateless. */
public interface ModuleRules {
    /** No further rules. */
    ModuleRules NONE = new ModuleRules() {};

    /** Fields that this call has to give, beside those declared mandatory. */
    default Collection<String> mandatory(Draft draft) {
        return List.of();
    }

    /** Fields that the settings of the portal make mandatory for every new record. */
    default Collection<String> mandatory(Portal desk) {
        return List.of();
    }

    /** Completes a draft and objects to it through {@code draft.problems()}; must change nothing but the draft. */
    default void check(Draft draft) {}

    /** Runs once the record is in the desk. */
    default void saved(Draft draft, Entity saved) {}

    /** Deletes a record; unless said otherwise for good, and all below it. */
    default void delete(Portal desk, Actor actor, ModuleDefinition definition, Entity target) {
        desk.remove(definition, target);
    }

    /** Runs before each call: what the clock alone changes. */
    default void timePassed(Portal desk) {}
}
