package dev.sdpmcp.access;

import inet.ipaddr.IPAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Determines the client address of a request. Immutable, thread-safe.
 *
 * A forwarding header is trusted only if a trusted proxy sent it, and is then read from the right: past hops that are
 * trusted proxies themselves, up to the first that is not, which is the client. A proxy writes one kind of header and
 * may pass the others on as the client sent them; so when two kinds contradict each other, none is trusted.
 */
final class ClientAddresses {

    static final String FORWARDED = "Forwarded";
    static final String X_FORWARDED_FOR = "X-Forwarded-For";
    static final String X_REAL_IP = "X-Real-IP";

    /** How the address was found, or why not. */
    enum Finding {
        /** The address of the peer; no forwarding header was there. */
        PEER,
        /** The address of the peer; a forwarding header was ignored, since the peer is not a trusted proxy. */
        PEER_HEADER_IGNORED,
        /** Named by a trusted proxy. */
        FORWARDED,
        /** Forwarding headers of a trusted proxy contradict each other, or one cannot be read: no address. */
        UNCLEAR
    }

    /** @param address empty if it is {@link Finding#UNCLEAR} only */
    record Found(Optional<IPAddress> address, Finding finding) {}

    private final AddressRanges trustedProxies;

    ClientAddresses(AddressRanges trustedProxies) {
        this.trustedProxies = trustedProxies;
    }

    /**
     * @param peer the address at the other end of the connection
     * @param headers the values of a header by its name, empty if it is not there
     */
    Found find(String peer, Function<String, List<String>> headers) {
        Optional<IPAddress> peerAddress = ForwardedHops.address(withoutZone(peer));
        List<Optional<IPAddress>> candidates = new ArrayList<>(3);
        addCandidate(candidates, ForwardedHops.ofForwarded(headers.apply(FORWARDED)));
        addCandidate(candidates, ForwardedHops.ofXForwardedFor(headers.apply(X_FORWARDED_FOR)));
        addCandidate(candidates, ForwardedHops.ofXRealIp(headers.apply(X_REAL_IP)));
        if (candidates.isEmpty() || peerAddress.isEmpty()) {
            return new Found(peerAddress, peerAddress.isEmpty() ? Finding.UNCLEAR : Finding.PEER);
        }
        if (!trustedProxies.contains(peerAddress.get())) {
            return new Found(peerAddress, Finding.PEER_HEADER_IGNORED);
        }
        return agreed(candidates);
    }

    private static String withoutZone(String peer) {
        int zone = peer.indexOf('%');
        return zone < 0 ? peer : peer.substring(0, zone);
    }

    private void addCandidate(List<Optional<IPAddress>> candidates, List<Optional<IPAddress>> hops) {
        if (!hops.isEmpty()) {
            candidates.add(firstUntrusted(hops));
        }
    }

    /** From the right, the first hop that is no trusted proxy; the leftmost if all are; empty at an unreadable hop. */
    private Optional<IPAddress> firstUntrusted(List<Optional<IPAddress>> hops) {
        for (int i = hops.size() - 1; i > 0; i--) {
            Optional<IPAddress> hop = hops.get(i);
            if (hop.isEmpty() || !trustedProxies.contains(hop.get())) {
                return hop;
            }
        }
        return hops.getFirst();
    }

    /**
     * A header that ends at a trusted proxy knows less than the others and does not contradict them: an inner proxy
     * may name an outer one in one header while another header holds the whole chain.
     */
    private Found agreed(List<Optional<IPAddress>> candidates) {
        List<Optional<IPAddress>> informed = candidates.stream()
                .filter(candidate -> candidate.isEmpty() || !trustedProxies.contains(candidate.get()))
                .distinct()
                .toList();
        Optional<IPAddress> client = informed.isEmpty() ? candidates.getFirst() : informed.getFirst();
        boolean agreed = informed.size() <= 1 && client.isPresent();
        return agreed ? new Found(client, Finding.FORWARDED) : new Found(Optional.empty(), Finding.UNCLEAR);
    }
}
