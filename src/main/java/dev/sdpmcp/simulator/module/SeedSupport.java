package dev.sdpmcp.simulator.module;

import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.Portal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Rules of requests that the initial data follows too. */
public final class SeedSupport {
    private SeedSupport() {}

    /** The id of the status with this internal name. */
    public static String statusId(Portal portal, String internalName) {
        return StatusEngine.called(portal, internalName);
    }

    /** Time limit for the resolution of a request of this priority. */
    public static Duration resolutionTime(@Nullable Entity priority) {
        return RequestDefaults.resolutionTime(priority);
    }
}
