package dev.sdpmcp.simulator.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.model.ModuleDefinition.Child;
import dev.sdpmcp.simulator.setting.PortalClock;
import dev.sdpmcp.simulator.setting.Switches;
import dev.sdpmcp.simulator.wire.ApiFailure;
import dev.sdpmcp.simulator.wire.InnerCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The state of one portal: all records, and the counters that name new ones. Holds at most {@value #MAX_RECORDS}
 * records. One lock guards it: everything but {@link #exclusively}, {@link #switches} and {@link #clock} is called
 * while it is held.
 */
public final class Portal {
    /** Highest number of records. */
    public static final int MAX_RECORDS = 200_000;

    private static final long FIRST_ID = 101;
    private static final long IDS = 1_000_000_000_000L;

    private final ReentrantLock lock = new ReentrantLock();
    private final String name;
    private final Catalogue catalogue;
    private final PortalClock clock;
    private final Map<String, Store> stores = new HashMap<>();
    private final Map<String, Long> serials = new HashMap<>();
    private final Map<String, String> removals = new HashMap<>();
    private volatile Switches switches;
    private long nextId = FIRST_ID;

    /** An empty portal. */
    public Portal(String name, Catalogue catalogue, PortalClock clock, Switches switches) {
        this.name = name;
        this.catalogue = catalogue;
        this.clock = clock;
        this.switches = switches;
    }

    /** Runs something under the lock. */
    public <T> T exclusively(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** The portal's name. */
    public String name() {
        return name;
    }

    /** The modules of this portal. */
    public Catalogue catalogue() {
        return catalogue;
    }

    /** The clock. */
    public PortalClock clock() {
        return clock;
    }

    /** The current settings. */
    public Switches switches() {
        return switches;
    }

    /** Replaces the settings. */
    public void behave(Switches changed) {
        switches = changed;
    }

    /** The record of a module with this long id, or null. */
    public @Nullable Entity find(String module, String id) {
        ModuleDefinition definition = catalogue.named(module);
        Entity found = store(definition).get(id);
        return found != null && definition.membership().test(found) ? found : null;
    }

    /** All records of a module, oldest first. */
    public List<Entity> all(String module) {
        ModuleDefinition definition = catalogue.named(module);
        return store(definition).all().stream().filter(definition.membership()).toList();
    }

    /** The oldest record of a module that passes a test. */
    public Optional<Entity> first(String module, Predicate<Entity> test) {
        return all(module).stream().filter(test).findFirst();
    }

    /** The records of a module whose link points to a parent, oldest first. */
    public List<Entity> linked(String module, String link, String parentId) {
        return store(catalogue.named(module)).linked(link, parentId);
    }

    /** Adds a record, or replaces the one with its id. */
    public void put(String module, Entity entity) {
        Store store = store(catalogue.named(module));
        int records = stores.values().stream().mapToInt(Store::size).sum();
        if (records >= MAX_RECORDS && store.get(entity.id()) == null) {
            throw ApiFailure.of(InnerCode.INTERNAL, "The simulator is full; reset it with POST /_sim/reset");
        }
        store.put(entity);
    }

    /** Adds a new record to the module with this singular name. */
    public Entity add(String module, ObjectNode values) {
        Entity added = new Entity(newId(), values);
        put(module, added);
        return added;
    }

    /** Removes a record and all below it. */
    public void remove(ModuleDefinition definition, Entity entity) {
        for (Child child : definition.children()) {
            ModuleDefinition below = catalogue.named(child.module());
            if (below.source() == null) {
                linked(child.module(), child.link(), entity.id()).forEach(one -> remove(below, one));
            }
        }
        store(definition).remove(entity);
    }

    /** The same of a record that can be asked for afterwards: the answer will say why it is not found. */
    public void remove(ModuleDefinition definition, Entity entity, String reason) {
        remove(definition, entity);
        if (removals.size() >= MAX_RECORDS) {
            removals.clear();
        }
        removals.put(entity.id(), reason);
    }

    /** Why a record is not there any more; null if nothing is known about it. */
    public @Nullable String removal(String id) {
        return removals.get(id);
    }

    /** A new long id: 18 digits, the first six of them the portal's. */
    public String newId() {
        long prefix = 100_000L + Math.floorMod(name.hashCode(), 900_000);
        return Long.toString(prefix * IDS + nextId++);
    }

    /** Runs something whose new records get ids from another number on, so that later ids do not depend on it. */
    public void numberedFrom(long first, Runnable work) {
        long next = nextId;
        nextId = first;
        work.run();
        nextId = next;
    }

    /** The next number of a series such as {@code display_id}, from 1 on. */
    public long nextSerial(String series) {
        return serials.merge(series, 1L, Long::sum);
    }

    /** Forgets all records and counters. */
    public void clear() {
        stores.clear();
        serials.clear();
        removals.clear();
        nextId = FIRST_ID;
    }

    private Store store(ModuleDefinition definition) {
        return stores.computeIfAbsent(definition.store(), store -> new Store(catalogue.linksInto(store)));
    }
}
