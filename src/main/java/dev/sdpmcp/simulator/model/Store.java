package dev.sdpmcp.simulator.model;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All records of one kind, in the order of their creation, found by id and by the links that children use. Not
 * thread-safe: used under the portal's lock.
 */
final class Store {
    private final Set<String> links;
    private final Map<String, Entity> byId = new LinkedHashMap<>();
    private final Map<Link, Set<String>> byLink = new HashMap<>();

    Store(Set<String> links) {
        this.links = Set.copyOf(links);
    }

    @Nullable
    Entity get(String id) {
        return byId.get(id);
    }

    Collection<Entity> all() {
        return byId.values();
    }

    List<Entity> linked(String field, String parentId) {
        return byLink.getOrDefault(new Link(field, parentId), Set.of()).stream()
                .flatMap(id -> Stream.ofNullable(byId.get(id)))
                .toList();
    }

    void put(Entity entity) {
        Entity before = byId.put(entity.id(), entity);
        for (String field : links) {
            if (before != null && !before.get(field).equals(entity.get(field))) {
                unlink(field, before);
            }
            if (!entity.get(field).isNull()) {
                byLink.computeIfAbsent(new Link(field, entity.text(field)), unused -> new LinkedHashSet<>())
                        .add(entity.id());
            }
        }
    }

    void remove(Entity entity) {
        byId.remove(entity.id());
        links.forEach(field -> unlink(field, entity));
    }

    int size() {
        return byId.size();
    }

    private void unlink(String field, Entity entity) {
        byLink.computeIfPresent(new Link(field, entity.text(field)), (link, ids) -> {
            ids.remove(entity.id());
            return ids.isEmpty() ? null : ids;
        });
    }

    private record Link(String field, String parentId) {}
}
