package dev.sdpmcp.upstream;

import java.time.Duration;

/**
 * Completed exchange with ServiceDesk Plus; also a CDI event. Immutable.
 *
 * @param method {@code GET}, {@code POST} or {@code PUT}
 * @param path below the root of the API; contains only ids and fixed words
 * @param status of HTTP; {@value #NO_ANSWER} without a response: not sent, broken off, timed out or cancelled
 * @param took from the attempt to send to the last byte of the response
 */
public record UpstreamExchange(String method, String path, int status, Duration took) {

    public static final int NO_ANSWER = 0;
}
