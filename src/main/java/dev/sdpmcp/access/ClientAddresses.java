package dev.sdpmcp.access;

import inet.ipaddr.IPAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds out from which address a request really comes. Immutable, thread-safe.
 *
 * <p>A forwarding header is believed only from a trusted proxy, and then from the right: past hops that are trusted
 * themselves, up to the first that is not, which is the client. A proxy writes one kind of header and may let the others
 * pass as the client sent them; so when two kinds tell different stories, nobody is believed.
 */
final class ClientAddresses {

    /** How an address was found, or why not. */
    enum Finding {
        /** The address of the peer; no forwarding header was there. */
        PEER,
        /** The address of the peer; a forwarding header from somebody who is no trusted proxy was ignored. */
        PEER_HEADER_IGNORED,
        /** Told by a trusted proxy. */
        FORWARDED,
        /** Two forwarding headers contradict each other, or one cannot be read: no address. */
        CONTRADICTION
    }

    /** @param address empty for a contradiction only */
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
        Optional<IPAddress> peerAddress = ForwardedHops.address(peer.contains("%") ? peer.split("%", 2)[0] : peer);
        List<Optional<IPAddress>> stories = new ArrayList<>(3);
        addStory(stories, ForwardedHops.ofForwarded(headers.apply("Forwarded")));
        addStory(stories, ForwardedHops.ofXForwardedFor(headers.apply("X-Forwarded-For")));
        addStory(stories, ForwardedHops.ofXForwardedFor(headers.apply("X-Real-IP")));
        if (stories.isEmpty() || peerAddress.isEmpty()) {
            return new Found(peerAddress, peerAddress.isEmpty() ? Finding.CONTRADICTION : Finding.PEER);
        }
        if (!trustedProxies.contains(peerAddress.get())) {
            return new Found(peerAddress, Finding.PEER_HEADER_IGNORED);
        }
        return agreed(stories);
    }

    private void addStory(List<Optional<IPAddress>> stories, List<Optional<IPAddress>> hops) {
        if (!hops.isEmpty()) {
            stories.add(firstUntrusted(hops));
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
        return hops.get(0);
    }

    /** A story that ends at a trusted proxy knows less than the others and does not contradict them. */
    private Found agreed(List<Optional<IPAddress>> stories) {
        List<Optional<IPAddress>> informed = stories.stream()
                .filter(story -> story.isEmpty() || !trustedProxies.contains(story.get()))
                .distinct()
                .toList();
        Optional<IPAddress> client = informed.isEmpty() ? stories.get(0) : informed.get(0);
        boolean agreed = informed.size() <= 1 && client.isPresent();
        return agreed ? new Found(client, Finding.FORWARDED) : new Found(Optional.empty(), Finding.CONTRADICTION);
    }
}
