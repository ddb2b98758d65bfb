package dev.sdpmcp.access;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which names this server answers to, and which web pages may call it: the defence against DNS rebinding (2025-11-25,
 * Transports, Security Warning). Immutable, thread-safe.
 */
final class RequestedHost {

    private final Set<String> hosts;
    private final Set<String> origins;

    RequestedHost(List<String> hosts, List<String> origins) {
        this.hosts = Set.copyOf(hosts);
        this.origins = Set.copyOf(origins);
    }

    /** @param header the {@code Host} header, or null if there is none, which HTTP/1.1 does not allow */
    boolean admitsHost(@org.jspecify.annotations.Nullable String header) {
        return header != null && hosts.contains(nameIn(header.strip().toLowerCase(Locale.ROOT)));
    }

    /** Not a browser, hence no {@code Origin}: admitted. {@code null}, the opaque origin, is a browser's and is not. */
    boolean admitsOrigin(@org.jspecify.annotations.Nullable String header) {
        return header == null || origins.contains(header.strip().toLowerCase(Locale.ROOT));
    }

    private static String nameIn(String host) {
        if (host.startsWith("[")) {
            int end = host.indexOf(']');
            return end < 0 ? "" : host.substring(1, end);
        }
        int colon = host.indexOf(':');
        return colon < 0 ? host : host.substring(0, colon);
    }
}
