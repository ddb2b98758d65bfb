package dev.sdpmcp.access;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Allowlists of Host names and of Origins of web pages: the protection against DNS rebinding (2025-11-25, Transports,
 * Security Warning). Immutable, thread-safe.
 */
final class RequestedHost {

    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "::1");

    private final Set<String> hosts;
    private final Set<String> origins;

    /**
     * @param hosts lower case, no port, no brackets
     * @param origins lower case, {@code scheme://host[:port]}
     */
    RequestedHost(List<String> hosts, List<String> origins) {
        this.hosts = Set.copyOf(hosts);
        this.origins = Set.copyOf(origins);
    }

    /** @param header the {@code Host} header, or null if there is none, which HTTP/1.1 does not allow */
    boolean admitsHost(@Nullable String header) {
        return header != null && hosts.contains(nameIn(header.strip().toLowerCase(Locale.ROOT)));
    }

    /** Whether the header is a loopback name, which a page that was rebound to this address cannot send. */
    static boolean isLoopback(@Nullable String header) {
        return header != null && LOOPBACK_NAMES.contains(nameIn(header.strip().toLowerCase(Locale.ROOT)));
    }

    /**
     * Clients that are not browsers send no {@code Origin} and are admitted. {@code null}, the opaque origin, comes
     * from a browser and is refused.
     */
    boolean admitsOrigin(@Nullable String header) {
        return header == null || isListed(header);
    }

    /** Whether the operator listed the origin; case does not matter, as in host names. */
    boolean isListed(String origin) {
        return origins.contains(origin.strip().toLowerCase(Locale.ROOT));
    }

    /** The name without brackets and port; empty if they are malformed. */
    private static String nameIn(String host) {
        if (host.startsWith("[")) {
            int end = host.indexOf(']');
            return end >= 0 && ForwardedHops.isPort(host, end + 1) ? host.substring(1, end) : "";
        }
        int colon = host.indexOf(':');
        if (colon < 0) {
            return host;
        }
        return ForwardedHops.isPort(host, colon) ? host.substring(0, colon) : "";
    }
}
