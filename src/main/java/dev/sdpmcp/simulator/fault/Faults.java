package dev.sdpmcp.simulator.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;

/** The orders that are open, at most {@value #MOST}. Each call meets at most one fault. Thread-safe. */
public final class Faults {
    /** More orders than this are refused. */
    public static final int MOST = 100;

    private final List<Fault> open = new ArrayList<>();

    /**
     * Takes an order.
     *
     * @throws IllegalArgumentException if there are too many
     */
    public synchronized void order(Fault fault) {
        if (open.size() >= MOST) {
            throw new IllegalArgumentException("there are " + MOST + " faults already; clear them first");
        }
        open.add(fault);
    }

    /** Cancels all orders. */
    public synchronized void clear() {
        open.clear();
    }

    /** The open orders, oldest first. */
    public synchronized List<Fault> open() {
        return List.copyOf(open);
    }

    /** The fault that a call meets, if any: of the oldest order that fits and has no calls to skip. */
    public synchronized Optional<Fault> meet(String method, String path) {
        ListIterator<Fault> orders = open.listIterator();
        while (orders.hasNext()) {
            Fault fault = orders.next();
            if (fault.fits(method, path)) {
                replace(orders, fault.used());
                if (fault.skip() == 0) {
                    return Optional.of(fault);
                }
            }
        }
        return Optional.empty();
    }

    private static void replace(ListIterator<Fault> orders, Fault rest) {
        if (rest.skip() == 0 && rest.count() == 0) {
            orders.remove();
        } else {
            orders.set(rest);
        }
    }
}
