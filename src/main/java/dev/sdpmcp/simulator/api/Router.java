package dev.sdpmcp.simulator.api;

import dev.sdpmcp.simulator.model.Action;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.ModuleDefinition.Child;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.wire.ApiFailure;
import dev.sdpmcp.simulator.wire.InnerCode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what an address means, segment by segment, following the declarations of the modules. */
final class Router {
    private static final Set<String> METAINFO = Set.of("metainfo", "_metainfo");
    private static final String COUNT = "_total_count";

    private final Portal portal;

    Router(Portal portal) {
        this.portal = portal;
    }

    /**
     * Resolves the segments after {@code /api/v3}.
     *
     * @throws ApiFailure with 4007 if there is no such address or record
     */
    Target resolve(List<String> segments) {
        ModuleDefinition module = segments.isEmpty() ? null : portal.catalogue().at(segments.getFirst());
        if (module == null) {
            throw unknown();
        }
        return collection(new Target.Collection(module, null, null), rest(segments));
    }

    private Target collection(Target.Collection rows, List<String> segments) {
        if (segments.isEmpty()) {
            return rows;
        }
        String segment = segments.getFirst();
        if (segments.size() == 1 && METAINFO.contains(segment)) {
            return new Target.Metainfo(rows.module());
        }
        if (segments.size() == 1 && segment.equals(COUNT)) {
            return new Target.Count(rows);
        }
        return one(new Target.One(rows.module(), record(rows, segment)), rest(segments));
    }

    private Target one(Target.One target, List<String> segments) {
        if (segments.isEmpty()) {
            return target;
        }
        String segment = segments.getFirst();
        Child child = childAt(target.module(), segment);
        if (child != null) {
            ModuleDefinition below = portal.catalogue().named(child.module());
            return collection(new Target.Collection(below, child, target.entity()), rest(segments));
        }
        if (segments.size() == 1 && METAINFO.contains(segment)) {
            return new Target.Metainfo(target.module());
        }
        List<Action> actions = target.module().actions().stream()
                .filter(action -> action.name().equals(segment))
                .toList();
        if (segments.size() > 1 || actions.isEmpty()) {
            throw unknown();
        }
        return new Target.Actions(target.module(), target.entity(), actions);
    }

    private Entity record(Target.Collection rows, String id) {
        if (rows.module().source() != null) {
            return rows.module().records(portal, rows.below(), rows.parent()).stream()
                    .filter(one -> one.id().equals(id))
                    .findFirst()
                    .orElseThrow(Router::unknown);
        }
        Entity found = portal.find(rows.module().name(), id);
        Child below = rows.below();
        Entity parent = rows.parent();
        boolean elsewhere = found != null
                && below != null
                && parent != null
                && !found.text(below.link()).equals(parent.id());
        if (found == null || elsewhere) {
            throw unknown();
        }
        return found;
    }

    private static @Nullable Child childAt(ModuleDefinition module, String segment) {
        return module.children().stream()
                .filter(child -> child.path().equals(segment))
                .findFirst()
                .orElse(null);
    }

    private static List<String> rest(List<String> segments) {
        return segments.subList(1, segments.size());
    }

    private static ApiFailure unknown() {
        return ApiFailure.of(InnerCode.NOT_FOUND, "Invalid URL");
    }

    /** The target of an address. */
    sealed interface Target {
        /** The module at the end of the address. */
        ModuleDefinition module();

        /** All records of a module, or those below a parent; then the collection and the parent are not null. */
        record Collection(
                ModuleDefinition module,
                @Nullable Child below,
                @Nullable Entity parent) implements Target {}

        /** One record. */
        record One(ModuleDefinition module, Entity entity) implements Target {}

        /** An action on one record; several if they share a name and differ in the method. */
        record Actions(ModuleDefinition module, Entity entity, List<Action> actions) implements Target {}

        /** The definition of a module's fields. */
        record Metainfo(ModuleDefinition module) implements Target {}

        /** The number of rows of a collection. */
        record Count(Collection rows) implements Target {
            @Override
            public ModuleDefinition module() {
                return rows.module();
            }
        }
    }
}
