package dev.sdpmcp.launcher.server;

import dev.sdpmcp.config.ServerConfiguration;
import java.util.List;

/**
 * How many connections may be open at a time.
 *
 * @param most of everybody together
 * @param share of one network, which it keeps while others hold more
 * @param trustedProxies addresses and CIDR ranges whose connections belong to many clients
 */
record ConnectionLimits(int most, int share, List<String> trustedProxies) {

    /** For requests beside the streams of all; domain-config/wildfly.sh has the same number. */
    static final int BESIDE_STREAMS = 4_096;

    /** For requests beside the streams of one address; as many as domain-config/nginx.conf lets through. */
    static final int BESIDE_STREAMS_OF_ONE = 64;

    ConnectionLimits {
        trustedProxies = List.copyOf(trustedProxies);
    }

    static ConnectionLimits of(ServerConfiguration configuration) {
        return new ConnectionLimits(
                configuration.sessions().connectionsInTotal() + BESIDE_STREAMS,
                configuration.sessions().connectionsPerAddress() + BESIDE_STREAMS_OF_ONE,
                configuration.access().trustedProxies());
    }
}
