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
    public void delete(Portal portal, Actor actor, ModuleDefinition definition, Entity target) {
        for (ModuleDefinition module : portal.catalogue().all()) {
            if (!module.isDerived() && isUsedIn(portal, module, target.id())) {
                throw ApiFailure.of(InnerCode.REFERENCED, "Referenced by " + module.plural());
            }
        }
        portal.remove(definition, target);
    }

    private static boolean isUsedIn(Portal portal, ModuleDefinition module, String id) {
        return portal.all(module).stream()
                .flatMap(entity -> entity.values().values().stream())
                .anyMatch(value -> value.isTextual() && value.textValue().equals(id));
    }
}
