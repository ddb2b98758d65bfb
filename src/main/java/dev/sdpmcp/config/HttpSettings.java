package dev.sdpmcp.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * HTTP listener: address, accepted host names and origins.
 *
 * @param host the address that is bound: an IP literal without brackets, or a host name
 * @param port 1 to 65535
 * @param allowedHosts host names and IP literals (lower case, no port, no brackets) that a {@code Host} header may
 *     carry
 * @param allowedOrigins origins ({@code scheme://host[:port]}, lower case) that an {@code Origin} header may carry
 * @param cors whether CORS preflight requests of these origins are answered
 * @param publicUrl URL that clients open, through any proxy: {@code http(s)://HOST[:PORT]/…/sse}; not used by the
 *     server
 */
public record HttpSettings(
        String host,
        int port,
        List<String> allowedHosts,
        List<String> allowedOrigins,
        boolean cors,
        Optional<URI> publicUrl) {

    public HttpSettings {
        allowedHosts = List.copyOf(allowedHosts);
        allowedOrigins = List.copyOf(allowedOrigins);
    }
}
