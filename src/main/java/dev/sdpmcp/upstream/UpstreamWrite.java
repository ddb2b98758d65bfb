package dev.sdpmcp.upstream;

/**
 * An exchange that changes something in ServiceDesk Plus and is about to be sent.
 *
 * @param method {@code POST} or {@code PUT}
 * @param path below the root of the API; ids and fixed words only
 */
public record UpstreamWrite(String method, String path) {}
