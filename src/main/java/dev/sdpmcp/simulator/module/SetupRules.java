package dev.sdpmcp.simulator.module;

import dev.sdpmcp.simulator.model.Actor;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.ModuleRules;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.wire.ApiFailure;
import dev.sdpmcp.simulator.wire.InnerCode;

/** Set-up data that a record still uses cannot be deleted. */
final class SetupRules implements ModuleRules {
    @Override
    public void delete(Portal desk, Actor actor, ModuleDefinition definition, Entity target) {
        for (ModuleDefinition module : desk.catalogue().all()) {
            if (!module.isDerived() && isUsedIn(desk, module, target.id())) {
                throw ApiFailure.of(InnerCode.REFERENCED, "Referenced by " + module.plural());
            }
        }
        desk.remove(definition, target);
    }

    private static boolean isUsedIn(Portal desk, ModuleDefinition module, String id) {
        return desk.all(module).stream()
                .flatMap(entity -> entity.values().values().stream())
                .anyMatch(value -> value.isTextual() && value.textValue().equals(id));
    }
}
