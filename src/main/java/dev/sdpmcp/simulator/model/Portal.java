package dev.sdpmcp.simulator.model;

import dev.sdpmcp.simulator.setting.PortalClock;
import dev.sdpmcp.simulator.setting.Switches;
import dev.sdpmcp.simulator.wire.ApiFailure;
import dev.sdpmcp.simulator.wire.InnerCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The state of one portal: all records, and the counters that name new ones. Holds at most {@value #MAX_RECORDS} records. One lock guards
 * it: everything but {@link #exclusively}, {@link #switches} and {@link #clock} is called while it is held.
 */
public final class Portal {
    /** Above this the desk is full. */
    public static final int MAX_RECORDS = 200_000;

    private static final long FIRST_ID = 101;
    private static final int ID_DIGITS = 12;

    private final ReentrantLock lock = new ReentrantLock();
    private final String portal;
    private final Catalogue catalogue;
    private final PortalClock clock;
    private final Map<String, Store> stores = new HashMap<>();
    private final Map<String, Long> serials = new HashMap<>();
    private volatile Switches switches;
    private long nextId = FIRST_ID;
    private int records;

    /** An empty desk. */
    public Portal(String portal, Catalogue catalogue, PortalClock clock, Switches switches) {
        this.portal = portal;
        this.catalogue = catalogue;
        this.clock = clock;
        this.switches = switches;
    }

    /** Runs something while nobody else reads or writes. */
    public <T> T exclusively(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** The portal's name. */
    public String portal() {
        return portal;
    }

    /** The modules of this desk. */
    public Catalogue catalogue() {
        return catalogue;
    }

    /** The time here. */
    public PortalClock clock() {
        return clock;
    }

    /** How this desk behaves at the moment. */
    public Switches switches() {
        return switches;
    }

    /** Lets it behave differently from now on. */
    public void behave(Switches changed) {
        switches = changed;
    }

    /** The record of a module with this long id, or null. */
    public @Nullable Entity find(String module, String id) {
        ModuleDefinition definition = catalogue.named(module);
        Entity found = store(definition).get(id);
        return found != null && definition.holds(found) ? found : null;
    }

    /** All records of a module, oldest first. */
    public Collection<Entity> all(ModuleDefinition definition) {
        return store(definition).all().stream().filter(definition::holds).toList();
    }

    /** The records of a module whose link points to a parent, oldest first. */
    public List<Entity> linked(String module, String link, String parentId) {
        return store(catalogue.named(module)).linked(link, parentId);
    }

    /** Adds a record, or replaces the one with its id. */
    public void put(ModuleDefinition definition, Entity entity) {
        Store store = store(definition);
        int before = store.size();
        if (records >= MAX_RECORDS && store.get(entity.id()) == null) {
            throw ApiFailure.of(InnerCode.INTERNAL, "The simulated desk is full; reset it with POST /_sim/reset");
        }
        store.put(entity);
        records += store.size() - before;
    }

    /** Removes a record and all below it. */
    public void remove(ModuleDefinition definition, Entity entity) {
        for (Child child : definition.children()) {
            ModuleDefinition below = catalogue.named(child.module());
            if (!below.isDerived()) {
                new ArrayList<>(linked(child.module(), child.link(), entity.id())).forEach(one -> remove(below, one));
            }
        }
        Store store = store(definition);
        int before = store.size();
        store.remove(entity);
        records += store.size() - before;
    }

    /** A long id that was never given before: 18 digits, the first six of them the portal's. */
    public String newId() {
        int prefix = 100_000 + Math.floorMod(portal.hashCode(), 900_000);
        String number = Long.toString(nextId++);
        return prefix + "0".repeat(ID_DIGITS - number.length()) + number;
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
        nextId = FIRST_ID;
        records = 0;
    }

    private Store store(ModuleDefinition definition) {
        return stores.computeIfAbsent(definition.storeName(), name -> new Store(catalogue.linksInto(name)));
    }
}
