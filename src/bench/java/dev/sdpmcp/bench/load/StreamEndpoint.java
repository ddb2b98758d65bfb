package dev.sdpmcp.bench.load;

/**
 * Where a server opens event streams, and how it accepts a message.
 *
 * @param path of the GET
 * @param accepted status that answers the POST of a message
 */
public record StreamEndpoint(String path, int accepted) {

    static final StreamEndpoint OURS = new StreamEndpoint("/sse", 202);
}
