package dev.sdpmcp.simulator.api;

import dev.sdpmcp.simulator.model.Action;
import dev.sdpmcp.simulator.model.ModuleDefinition.Child;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The target of an address. */
sealed interface Target {
    /** The module at the end of the address. */
    ModuleDefinition module();

    /**
     * All records of a module, or those below a parent.
     *
     * @param module of the records
     * @param below the collection below the parent; null if there is no parent
     * @param parent of the records; null if there is none
     */
    record Collection(
            ModuleDefinition module,
            @Nullable Child below,
            @Nullable Entity parent) implements Target {}

    /**
     * One record.
     *
     * @param module of the record
     * @param entity it
     */
    record One(ModuleDefinition module, Entity entity) implements Target {}

    /**
     * An action on one record; several if they share a name and differ in the method.
     *
     * @param module of the record
     * @param entity it
     * @param actions with the name in the address, at least one
     */
    record Actions(ModuleDefinition module, Entity entity, List<Action> actions) implements Target {}

    /**
     * The definition of a module's fields.
     *
     * @param module described
     */
    record Metainfo(ModuleDefinition module) implements Target {}

    /**
     * The number of rows of a collection.
     *
     * @param rows counted
     */
    record Count(Collection rows) implements Target {
        @Override
        public ModuleDefinition module() {
            return rows.module();
        }
    }
}
