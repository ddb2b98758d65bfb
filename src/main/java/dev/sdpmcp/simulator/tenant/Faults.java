package dev.sdpmcp.simulator.tenant;

import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;

/** The faults that are set up, at most {@value #MAX_FAULTS}. Each call gets at most one fault. Thread-safe. */
public final class Faults {
    /** Highest number of faults. */
    public static final int MAX_FAULTS = 100;

    private final List<Fault> open = new ArrayList<>();

    /**
     * Adds a fault.
     *
     * @throws IllegalArgumentException if there are too many
     */
    public synchronized void add(Fault fault) {
        if (open.size() >= MAX_FAULTS) {
            throw new IllegalArgumentException("there are " + MAX_FAULTS + " faults already; clear them first");
        }
        open.add(fault);
    }

    /** Removes all faults. */
    public synchronized void clear() {
        open.clear();
    }

    /** The faults that are left, oldest first. */
    public synchronized List<Fault> open() {
        return List.copyOf(open);
    }

    /** The fault of a call, if any: the oldest that fits and has no calls left to skip. */
    public synchronized Optional<Fault> next(String method, String path) {
        ListIterator<Fault> faults = open.listIterator();
        while (faults.hasNext()) {
            Fault fault = faults.next();
            if (fault.fits(method, path)) {
                Fault rest = fault.used();
                if (rest.skip() == 0 && rest.count() == 0) {
                    faults.remove();
                } else {
                    faults.set(rest);
                }
                if (fault.skip() == 0) {
                    return Optional.of(fault);
                }
            }
        }
        return Optional.empty();
    }
}
