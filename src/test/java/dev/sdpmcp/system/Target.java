package dev.sdpmcp.system;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A server to be tested, and what we may do to it.
 *
 * @param base {@code http://HOST:PORT}
 * @param key an API key
 * @param otherKey another one, of somebody else
 * @param simulator the desk behind the server, if its faults are ours to order
 * @param pid of the server, if it runs on this machine
 */
record Target(URI base, String key, Optional<String> otherKey, Optional<Simulator> simulator, OptionalLong pid) {

    URI at(String path) {
        return base.resolve(path);
    }
}
