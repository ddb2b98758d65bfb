package dev.sdpmcp.config;

import java.util.List;

/**
 * Where the server listens and under which names it is called.
 *
 * @param host the address that is bound: an IP literal without brackets, or a host name
 * @param port 1 to 65535
 * @param allowedHosts host names and IP literals (lower case, no port, no brackets) that a {@code Host} header may carry
 * @param allowedOrigins origins ({@code scheme://host[:port]}, lower case) that an {@code Origin} header may carry
 * @param cors whether pre-flight requests of these origins are answered
 */
public record HttpSettings(
        String host, int port, List<String> allowedHosts, List<String> allowedOrigins, boolean cors) {

    public HttpSettings {
        allowedHosts = List.copyOf(allowedHosts);
        allowedOrigins = List.copyOf(allowedOrigins);
    }
}
