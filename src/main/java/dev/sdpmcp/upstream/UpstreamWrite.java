package dev.sdpmcp.upstream;

/**
 * Write to ServiceDesk Plus that is about to be sent; also a CDI event. Immutable.
 *
 * @param method {@code POST} or {@code PUT}
 * @param path below the root of the API; contains only ids and fixed words
 */
public record UpstreamWrite(String method, String path) {}
