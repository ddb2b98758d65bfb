package dev.sdpmcp.launcher.server;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.launcher.server.grizzly.Listeners;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Limiter of open connections: a daemon thread that closes the surplus every two seconds, as chosen by {@link
 * ConnectionLimit}. Needed since {@code max-connections} of the server is only the length of its accept queue.
 */
final class ConnectionLimiter {

    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(2);
    private static final Logger LOG = System.getLogger(ConnectionLimiter.class.getName());

    private final Listeners listeners;
    private final Holders holders;
    private final ConnectionLimit<Listeners.Connection> limit;
    private final LogRateLimit lines = new LogRateLimit();
    private String lastPeer = "";

    private ConnectionLimiter(Listeners listeners, Limits limits) {
        this.listeners = listeners;
        this.holders = new Holders(limits.trustedProxies());
        this.limit = new ConnectionLimit<>(limits.max(), limits.share());
    }

    /** @throws ReflectiveOperationException if the connections of this server cannot be read */
    static void start(Listeners listeners, Limits limits) throws ReflectiveOperationException {
        ConnectionLimiter limiter = new ConnectionLimiter(listeners, limits);
        limiter.check();
        Thread thread = new Thread(
                new RepeatedCheck(
                        limiter::check,
                        CHECK_INTERVAL,
                        failed -> LOG.log(
                                Level.WARNING, "A check of the open connections failed and will be retried", failed),
                        changed -> LOG.log(Level.ERROR, "Connections are no longer limited", changed)),
                "connection-limiter");
        thread.setDaemon(true);
        thread.start();
    }

    private void check() throws ReflectiveOperationException {
        List<ConnectionLimit.Open<Listeners.Connection>> open = new ArrayList<>();
        for (Listeners.Connection each : listeners.connections()) {
            open.add(new ConnectionLimit.Open<>(
                    each,
                    each.isUsed(),
                    each.peer()
                            .map(InetSocketAddress::getAddress)
                            .map(holders::of)
                            .orElse(null)));
        }
        List<Listeners.Connection> surplus = limit.above(open);
        for (Listeners.Connection connection : surplus) {
            lastPeer = connection.peer().map(Object::toString).orElse("");
            connection.close();
        }
        int count = lines.add(surplus.size(), System.nanoTime());
        if (count > 0) {
            LOG.log(
                    Level.WARNING,
                    "Closed {0} connections above the limit (SSE_MAX_TOTAL_CONNECTIONS + {1}), the last one from {2}",
                    count,
                    Limits.BESIDE_STREAMS,
                    lastPeer);
        }
    }

    /**
     * The limits.
     *
     * @param max connections in total
     * @param share connections of one network that are not closed in favour of smaller networks
     * @param trustedProxies addresses and CIDR ranges of peers whose connections belong to many clients
     */
    record Limits(int max, int share, List<String> trustedProxies) {

        /** Connections for requests beside all streams; domain-config/wildfly.sh has the same number. */
        static final int BESIDE_STREAMS = 4_096;

        /** Connections for requests beside the streams of one address; the same as in domain-config/nginx.conf. */
        static final int BESIDE_STREAMS_OF_ADDRESS = 64;

        Limits {
            trustedProxies = List.copyOf(trustedProxies);
        }

        static Limits of(ServerConfiguration configuration) {
            return new Limits(
                    configuration.sessions().connectionsInTotal() + BESIDE_STREAMS,
                    configuration.sessions().connectionsPerAddress() + BESIDE_STREAMS_OF_ADDRESS,
                    configuration.access().trustedProxies());
        }
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
                        && new BigInteger(1, address)
                                        .xor(network)
                                        .shiftRight(free)
                                        .signum()
                                == 0;
            }
        }

        /**
         * @param trustedProxies addresses and CIDR ranges, no names
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
