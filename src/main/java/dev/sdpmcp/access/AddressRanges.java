package dev.sdpmcp.access;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.ipv6.IPv6Address;
import java.util.List;
import java.util.Optional;

/**
 * A list of addresses and CIDR ranges, IPv4 and IPv6. An IPv4 address mapped into IPv6 ({@code ::ffff:10.0.0.1})
 * counts as the IPv4 address. An empty list contains no address. Immutable, thread-safe.
 */
final class AddressRanges {

    private static final String ANY_ADDRESS = "*";

    private static final int MAX_LENGTH = 64;

    /** Only plain addresses and prefixes: no wildcards, no ranges, no octal, no one-part addresses. */
    private static final IPAddressStringParameters STRICT = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowMask(false)
            .allowPrefixOnly(false)
            .allowSingleSegment(false)
            .allowWildcardedSeparator(false)
            .setRangeOptions(RangeParameters.NO_RANGE)
            .getIPv4AddressParametersBuilder()
            .allow_inet_aton(false)
            .allowLeadingZeros(false)
            .allowBinary(false)
            .getParentBuilder()
            .getIPv6AddressParametersBuilder()
            .allowBase85(false)
            .allowBinary(false)
            .getParentBuilder()
            .toParams();

    private final boolean any;
    private final List<IPAddress> ranges;

    /** @throws IllegalArgumentException if an entry is no address, range or {@code *} */
    AddressRanges(List<String> entries) {
        any = entries.contains(ANY_ADDRESS);
        ranges = entries.stream()
                .filter(entry -> !ANY_ADDRESS.equals(entry))
                .map(AddressRanges::required)
                .toList();
    }

    private static IPAddress required(String entry) {
        return parse(entry).orElseThrow(() -> new IllegalArgumentException(entry + " is no address and no CIDR range"));
    }

    /** The address or range that the text denotes; empty if it denotes neither. */
    static Optional<IPAddress> parse(String text) {
        // The library accepts many spellings; none of the valid ones is longer than this.
        IPAddress address = text.length() > MAX_LENGTH ? null : new IPAddressString(text, STRICT).getAddress();
        if (address == null) {
            return Optional.empty();
        }
        IPAddress range = address.isPrefixed() ? address.toPrefixBlock() : address;
        return Optional.of(range.isIPv6() ? plain(range.toIPv6()) : range);
    }

    private static IPAddress plain(IPv6Address address) {
        return address.isIPv4Mapped() ? address.getEmbeddedIPv4Address() : address.removeZone();
    }

    boolean contains(IPAddress address) {
        if (any) {
            return true;
        }
        for (IPAddress range : ranges) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
