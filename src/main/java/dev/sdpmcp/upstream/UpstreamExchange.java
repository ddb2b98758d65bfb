package dev.sdpmcp.upstream;

import java.time.Duration;

/**
 * An exchange with ServiceDesk Plus that is over.
 *
 * @param method {@code GET}, {@code POST} or {@code PUT}
 * @param path below the root of the API; ids and fixed words only
 * @param status of HTTP, {@value #NO_ANSWER} if none came: not sent, broken off, too late or cancelled
 * @param took from the attempt to send to the last byte of the answer
 */
public record UpstreamExchange(String method, String path, int status, Duration took) {

    public static final int NO_ANSWER = 0;
}
