package dev.sdpmcp.lifecycle;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * CDI event: the launcher has seen that clients may connect. Fired once, synchronously; not fired on a server that runs without
 * the launcher.
 *
 * @param took from the start of this process
 */
public record ServerReady(Duration took) {

    static ServerReady now() {
        return new ServerReady(
                Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime()));
    }
}
