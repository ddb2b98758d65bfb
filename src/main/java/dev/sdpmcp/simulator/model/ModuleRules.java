package dev.sdpmcp.simulator.model;

import java.util.Collection;
import java.util.List;

/** Rules of a module beyond its declaration. Implementations are stateless. */
public interface ModuleRules {
    /** No further rules. */
    ModuleRules NONE = new ModuleRules() {};

    /** Fields that this call has to give, beside those declared mandatory. */
    default Collection<String> mandatory(Draft draft) {
        return List.of();
    }

    /** Fields that the settings of the portal make mandatory for every new record. */
    default Collection<String> mandatory(Portal portal) {
        return List.of();
    }

    /** Completes a draft and adds its problems to {@code draft.problems()}; changes nothing but the draft. */
    default void check(Draft draft) {}

    /** Called after the record is stored. */
    default void saved(Draft draft, Entity saved) {}

    /** Deletes a record; by default permanently, with all records below it. */
    default void delete(Action.Call call) {
        call.portal().remove(call.definition(), call.target());
    }

    /** Called before each call, for changes that depend on the clock only. */
    default void timePassed(Portal portal) {}
}
