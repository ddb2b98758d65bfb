package dev.sdpmcp.upstream;

import java.time.Duration;

/**
 * Timeouts and limits of calls to ServiceDesk Plus or Zoho. Immutable.
 *
 * @param connect until the connection is open
 * @param read for each wait for the next bytes of a response
 * @param whole from sending a call to the last byte of its response
 * @param inFlight concurrent calls of all sessions
 * @param queueing how long a call may wait for another one to end
 * @param entityBytes of one response, or of one file that is sent
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
