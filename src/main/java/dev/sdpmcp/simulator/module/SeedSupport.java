package dev.sdpmcp.simulator.module;

import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.Portal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What whoever makes data has to know of the rules of requests, so that made data and real calls agree. */
public final class SeedSupport {
    private SeedSupport() {}

    /** The id of the status with this internal name. */
    public static String statusId(Portal desk, String internalName) {
        return StatusEngine.called(desk, internalName);
    }

    /** How long a request of this priority may take. */
    public static Duration resolutionTime(@Nullable Entity priority) {
        return RequestDefaults.resolutionTime(priority);
    }
}
