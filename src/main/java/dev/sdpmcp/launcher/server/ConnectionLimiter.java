package dev.sdpmcp.launcher.server;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.launcher.server.grizzly.Listeners;
import dev.sdpmcp.launcher.server.grizzly.Listeners.Connection;
import java.lang.System.Logger.Level;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Limiter of open connections, which closes the surplus as chosen by {@link ConnectionLimit}. Needed since {@code
 * max-connections} of the server is only the length of its accept queue.
 */
final class ConnectionLimiter extends ConnectionSweep {

    /** Connections for requests beside all streams; domain-config/wildfly.sh has the same number. */
    private static final int BESIDE_STREAMS = 4_096;

    /** Connections for requests beside the streams of one address; the same as in domain-config/nginx.conf. */
    private static final int BESIDE_STREAMS_OF_ADDRESS = 64;

    private final Holders holders;
    private final ConnectionLimit<Connection> limit;

    private ConnectionLimiter(Listeners listeners, ServerConfiguration configuration) {
        super(
                listeners,
                Level.WARNING,
                "Closed {0} connections above the limit (SSE_MAX_TOTAL_CONNECTIONS + " + BESIDE_STREAMS
                        + "), the last one from {1}");
        this.holders = new Holders(configuration.access().trustedProxies());
        this.limit = new ConnectionLimit<>(
                configuration.sessions().connectionsInTotal() + BESIDE_STREAMS,
                configuration.sessions().connectionsPerAddress() + BESIDE_STREAMS_OF_ADDRESS);
    }

    /** @throws ReflectiveOperationException if the connections of this server cannot be read */
    static void start(Listeners listeners, ServerConfiguration configuration) throws ReflectiveOperationException {
        new ConnectionLimiter(listeners, configuration)
                .start("connection-limiter", "Connections are no longer limited");
    }

    @Override
    List<Connection> toClose(List<Connection> open) throws ReflectiveOperationException {
        List<ConnectionLimit.Open<Connection>> held = new ArrayList<>();
        for (Connection each : open) {
            String holder = each.peer()
                    .map(InetSocketAddress::getAddress)
                    .map(holders::of)
                    .orElse(null);
            held.add(new ConnectionLimit.Open<>(each, each.isUsed(), holder));
        }
        return limit.above(held);
    }

    /**
     * Holders of connections: the IPv4 address of the peer, or its IPv6 /64 network, as for rate limits. Connections of
     * a trusted proxy have no known holder, since the client is not known before a request is read. Immutable.
     */
    static final class Holders {

        private static final int IPV6_NETWORK_OCTETS = 8;
        private static final int IPV4_OCTETS = 4;
        private static final int IPV4_MAPPED_BITS = 96;

        private final List<Range> proxies;

        /**
         * A CIDR range.
         *
         * @param octets length of an address
         * @param free number of bits that may differ
         */
        private record Range(BigInteger network, int octets, int free) {

            boolean contains(byte[] address) {
                return address.length == octets
                        && new BigInteger(1, address).shiftRight(free).equals(network.shiftRight(free));
            }
        }

        /**
         * @param trustedProxies addresses and CIDR ranges of peers whose connections belong to many clients; no names
         * @throws IllegalArgumentException if one is malformed
         */
        Holders(List<String> trustedProxies) {
            proxies = trustedProxies.stream().map(Holders::range).toList();
        }

        private static Range range(String entry) {
            int slash = entry.indexOf('/');
            String address = slash < 0 ? entry : entry.substring(0, slash);
            if (!address.matches("[0-9a-fA-F:.]+")) {
                throw new IllegalArgumentException(entry + " is not an address");
            }
            try {
                byte[] octets = InetAddress.getByName(address).getAddress();
                int all = octets.length * Byte.SIZE;
                // an IPv4-mapped IPv6 address is parsed as an IPv4 address
                int mapped = address.contains(":") && octets.length == IPV4_OCTETS ? IPV4_MAPPED_BITS : 0;
                int bits = slash < 0 ? all : Integer.parseInt(entry.substring(slash + 1)) - mapped;
                return new Range(new BigInteger(1, octets), octets.length, all - Math.max(0, Math.min(all, bits)));
            } catch (UnknownHostException malformed) {
                throw new IllegalArgumentException(entry + " is not an address", malformed);
            }
        }

        /** The holder of a connection; null if the peer is a trusted proxy. */
        @Nullable
        String of(InetAddress peer) {
            byte[] octets = peer.getAddress();
            if (proxies.stream().anyMatch(range -> range.contains(octets))) {
                return null;
            }
            byte[] network = octets.length == IPV4_OCTETS ? octets : Arrays.copyOf(octets, IPV6_NETWORK_OCTETS);
            return Arrays.toString(network);
        }
    }
}
