package dev.sdpmcp.simulator.tenant;

import java.time.Duration;
import java.util.List;

/** Progress of a ticket, drawn by its age. */
enum TicketStage {
    OPEN("Open", 45, 12, 1),
    ASSIGNED("Assigned", 20, 12, 1),
    IN_PROGRESS("InProgress", 15, 18, 2),
    ON_HOLD("Onhold", 5, 12, 3),
    RESOLVED("Resolved", 7, 12, 1),
    CLOSED("Closed", 8, 31, 87),
    CANCELLED("Cancelled", 0, 3, 5);

    private static final Duration FRESH = Duration.ofDays(2);
    private static final Duration RECENT = Duration.ofDays(14);

    private final String internalName;
    private final int whenFresh;
    private final int whenRecent;
    private final int whenOld;

    TicketStage(String internalName, int whenFresh, int whenRecent, int whenOld) {
        this.internalName = internalName;
        this.whenFresh = whenFresh;
        this.whenRecent = whenRecent;
        this.whenOld = whenOld;
    }

    /** A random stage for a ticket of this age. */
    static TicketStage draw(SeededRandom random, Duration age) {
        return random.weighted(List.of(values()), stage -> stage.weight(age));
    }

    /** The internal name of its status. */
    String internalName() {
        return internalName;
    }

    /** Whether somebody works on it. */
    boolean hasTechnician(SeededRandom random) {
        return this != OPEN || random.percent(35);
    }

    /** Whether it is solved. */
    boolean isSolved() {
        return this == RESOLVED || this == CLOSED;
    }

    /** Whether it has come to its end. */
    boolean isCompleted() {
        return this == CLOSED || this == CANCELLED;
    }

    private int weight(Duration age) {
        if (age.compareTo(FRESH) < 0) {
            return whenFresh;
        }
        return age.compareTo(RECENT) < 0 ? whenRecent : whenOld;
    }
}
