package dev.sdpmcp.access;

import dev.sdpmcp.access.ClientAddresses.Finding;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Cache of client addresses and whether they are allowed: parsing addresses is the most expensive step before the key
 * is known. At most {@value #MAX_ENTRIES} entries; thread-safe.
 */
final class ClientAddressCache {

    static final int MAX_ENTRIES = 1_024;

    private static final int MAX_KEY_LENGTH = 256;

    /** Prefix length under which an IPv6 client is counted, since it may use the whole network. */
    private static final int IPV6_NETWORK = 64;

    static final List<String> HEADERS =
            List.of(ClientAddresses.FORWARDED, ClientAddresses.X_FORWARDED_FOR, ClientAddresses.X_REAL_IP);

    /**
     * The origin of a request.
     *
     * @param address canonical text of the client address; the peer address if the client cannot be determined
     * @param network the name under which its requests are counted: the IPv4 address, or the /64 network of an IPv6
     *     address
     * @param local whether the client is on this machine
     */
    record Entry(String address, String network, boolean local, boolean allowed, Finding finding) {

        /** Whether the request was sent on this machine and has no forwarding header of another client. */
        boolean direct() {
            return local && finding == Finding.PEER;
        }
    }

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final ClientAddresses addresses;
    private final AddressRanges allowed;
    private final boolean admitsLoopback;

    /** @param admitsLoopback whether this machine is allowed whatever the ranges are */
    ClientAddressCache(ClientAddresses addresses, AddressRanges allowed, boolean admitsLoopback) {
        this.addresses = addresses;
        this.allowed = allowed;
        this.admitsLoopback = admitsLoopback;
    }

    /**
     * @param peer the address at the other end of the connection
     * @param headers the values of a header by its name, empty if it is not there
     */
    Entry lookUp(String peer, Function<String, List<String>> headers) {
        String key = keyOf(peer, headers);
        if (key.length() > MAX_KEY_LENGTH) {
            return find(peer, headers);
        }
        Entry known = entries.get(key);
        return known != null ? known : put(key, find(peer, headers));
    }

    private static String keyOf(String peer, Function<String, List<String>> headers) {
        String key = peer;
        for (String header : HEADERS) {
            List<String> values = headers.apply(header);
            if (!values.isEmpty()) {
                key = key + '\n' + header + values;
            }
        }
        return key;
    }

    private Entry put(String key, Entry entry) {
        if (entries.size() >= MAX_ENTRIES) {
            entries.clear();
        }
        entries.put(key, entry);
        return entry;
    }

    private Entry find(String peer, Function<String, List<String>> headers) {
        ClientAddresses.Found found = addresses.find(peer, headers);
        boolean inRange = found.address().filter(allowed::contains).isPresent();
        String address = found.address().map(IPAddress::toCanonicalString).orElse(peer);
        String network = found.address().map(ClientAddressCache::network).orElse(peer);
        boolean local = found.address().filter(IPAddress::isLoopback).isPresent();
        Entry entry = new Entry(address, network, local, inRange, found.finding());
        return admitsLoopback && entry.direct() ? new Entry(address, network, local, true, found.finding()) : entry;
    }

    /** The name under which an address in text form is counted. */
    static String networkOf(String address) {
        IPAddress parsed = new IPAddressString(address).getAddress();
        return parsed == null ? address : network(parsed);
    }

    private static String network(IPAddress address) {
        return address.isIPv4()
                ? address.toCanonicalString()
                : address.toPrefixBlock(IPV6_NETWORK).toCanonicalString();
    }

    int size() {
        return entries.size();
    }
}
