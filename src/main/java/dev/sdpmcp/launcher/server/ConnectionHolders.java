package dev.sdpmcp.launcher.server;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose a connection is, by its peer: the IPv4 address, or the /64 network of an IPv6 address, as requests are counted. The
 * connections of a trusted proxy are not its own; which client is behind each is not known before a request is read. Immutable.
 */
final class ConnectionHolders {

    private static final int IPV6_NETWORK_OCTETS = 8;
    private static final int IPV4_OCTETS = 4;
    private static final int IPV4_MAPPED_BITS = 96;

    private final List<Range> proxies;

    /**
     * Addresses that begin alike.
     *
     * @param octets in an address
     * @param free bits at the end that may differ
     */
    private record Range(BigInteger network, int octets, int free) {

        boolean contains(byte[] address) {
            return address.length == octets
                    && new BigInteger(1, address).xor(network).shiftRight(free).signum() == 0;
        }
    }

    /**
     * @param trustedProxies addresses and CIDR ranges, no names
     * @throws IllegalArgumentException if one is none
     */
    ConnectionHolders(List<String> trustedProxies) {
        proxies = trustedProxies.stream().map(ConnectionHolders::range).toList();
    }

    private static Range range(String entry) {
        int slash = entry.indexOf('/');
        String address = slash < 0 ? entry : entry.substring(0, slash);
        if (!address.matches("[0-9a-fA-F:.]+")) {
            throw new IllegalArgumentException(entry + " is no address");
        }
        try {
            byte[] octets = InetAddress.getByName(address).getAddress();
            int all = octets.length * Byte.SIZE;
            // an IPv4 address that is written as an IPv6 one is read as what it is
            int mapped = address.contains(":") && octets.length == IPV4_OCTETS ? IPV4_MAPPED_BITS : 0;
            int bits = slash < 0 ? all : Integer.parseInt(entry.substring(slash + 1)) - mapped;
            return new Range(new BigInteger(1, octets), octets.length, all - Math.max(0, Math.min(all, bits)));
        } catch (UnknownHostException malformed) {
            throw new IllegalArgumentException(entry + " is no address", malformed);
        }
    }

    /** A name of the holder; null if the peer is a trusted proxy. */
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
