package dev.sdpmcp.lifecycle;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * CDI event: clients may connect. Fired once, synchronously, by the launcher; never on a server without the launcher.
 *
 * @param took time since the start of this process
 */
public record ServerReady(Duration took) {

    static ServerReady now() {
        return new ServerReady(
                Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime()));
    }
}
