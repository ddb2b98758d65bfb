package dev.sdpmcp.upstream;

import java.time.Duration;

/**
 * How long and how much a call to ServiceDesk Plus or Zoho may take.
 *
 * @param connect until the connection stands
 * @param read for each wait on an answer's next bytes
 * @param whole from sending a call to the last byte of its answer
 * @param inFlight calls at the same time, all sessions together
 * @param queueing how long a call may wait for one of those places
 * @param entityBytes of one answer
 */
public record UpstreamLimits(
        Duration connect, Duration read, Duration whole, int inFlight, Duration queueing, int entityBytes) {

    public static final UpstreamLimits DEFAULT = new UpstreamLimits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(45),
            8,
            Duration.ofSeconds(20),
            8 * 1024 * 1024);
}
