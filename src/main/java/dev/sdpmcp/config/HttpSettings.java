package dev.sdpmcp.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * HTTP listener: address, accepted host names and origins.
 *
 * @param host the address that is bound: an IP literal without brackets, or a host name
 * @param port 1 to 65535
 * @param allowedHosts host names and IP literals (lower case, no port, no brackets) that a {@code Host} header may
 *     carry
 * @param allowedOrigins origins ({@code scheme://host[:port]}, lower case) that an {@code Origin} header may carry
 * @param cors whether CORS preflight requests of these origins are answered
 * @param publicUrl URL that clients open, through any proxy: {@code http(s)://HOST[:PORT]/…/sse}
 */
public record HttpSettings(
        String host,
        int port,
        List<String> allowedHosts,
        List<String> allowedOrigins,
        boolean cors,
        Optional<URI> publicUrl) {

    /** Characters of a path below which a proxy offers the server. */
    public static final int MAX_PUBLIC_PATH = 200;

    /** Segments of unreserved characters (RFC 3986), none of them empty, {@code .} or {@code ..}. */
    private static final Pattern PUBLIC_PATH = Pattern.compile("(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)*");

    public HttpSettings {
        allowedHosts = List.copyOf(allowedHosts);
        allowedOrigins = List.copyOf(allowedOrigins);
    }

    /** The path of the public URL before {@code /sse}: {@code /desk}; empty for none. */
    public String publicPath() {
        return publicUrl.map(HttpSettings::publicPath).orElse("");
    }

    /** The same of any URL that ends with {@code /sse}. */
    public static String publicPath(URI url) {
        return url.getRawPath().replaceFirst("/sse$", "");
    }

    /** Whether a text is a path, such as {@code /desk}, or empty, that this server may be offered below. */
    public static boolean isPublicPath(String text) {
        return text.length() <= MAX_PUBLIC_PATH && PUBLIC_PATH.matcher(text).matches();
    }
}
