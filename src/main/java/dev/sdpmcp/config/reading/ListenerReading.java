package dev.sdpmcp.config.reading;

import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_ALLOWED_HOSTS;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_ALLOWED_ORIGINS;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_ENABLE_CORS;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_HTTP_HOST;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_HTTP_PORT;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_PUBLIC_URL;

import dev.sdpmcp.config.HttpSettings;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reader of {@link HttpSettings}: address, host names, origins and public URL. */
record ListenerReading(TypedValues values) {

    private static final Pattern ORIGIN = Pattern.compile("(?i)https?://(\\[[0-9a-f:.]+]|[a-z0-9._-]+)(:[0-9]{1,5})?");

    HttpSettings read() {
        String host = values.text(
                        SDP_HTTP_HOST,
                        NetworkNames::isHostInUrl,
                        "Give an IP address or a host name of this machine, for example 127.0.0.1 or 0.0.0.0.")
                .map(NetworkNames::withoutBrackets)
                .orElseThrow();
        int port = values.count(SDP_HTTP_PORT);
        List<String> hosts = values.isGiven(SDP_ALLOWED_HOSTS) ? allowedHosts() : NetworkNames.ownNames(host);
        boolean cors = values.flag(SDP_ENABLE_CORS, false);
        values.refuseIf(
                cors && !values.isGiven(SDP_ALLOWED_ORIGINS),
                SDP_ENABLE_CORS,
                "is true, but SDP_ALLOWED_ORIGINS is not set. List the origins to admit.");
        List<String> origins = values.isGiven(SDP_ALLOWED_ORIGINS) ? allowedOrigins() : ownOrigins(host, port);
        return new HttpSettings(host, port, hosts, origins, cors, publicUrl());
    }

    private List<String> allowedHosts() {
        return values
                .list(
                        SDP_ALLOWED_HOSTS,
                        NetworkNames::isHostInUrl,
                        "Give host names or addresses without a port, for example mcp.example.com,10.0.0.5.")
                .stream()
                .map(host -> NetworkNames.withoutBrackets(host).toLowerCase(Locale.ROOT))
                .toList();
    }

    private List<String> allowedOrigins() {
        return values
                .list(
                        SDP_ALLOWED_ORIGINS,
                        ORIGIN.asMatchPredicate(),
                        "Give origins without a path, for example https://chat.example.com.")
                .stream()
                .map(origin -> origin.toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Appends {@code /sse} unless it is there. */
    private Optional<URI> publicUrl() {
        return values.url(
                        SDP_PUBLIC_URL,
                        url -> HttpSettings.isPublicPath(HttpSettings.publicPath(url)),
                        "Give the URL that clients open, for example https://mcp.example.com/sse, without a query and with a"
                                + " plain path.")
                .map(url -> URI.create(url.toString().replaceFirst("/sse$", "") + "/sse"));
    }

    private static List<String> ownOrigins(String host, int port) {
        return NetworkNames.ownNames(host).stream()
                .map(name -> "http://" + NetworkNames.forUrl(name) + (port == 80 ? "" : ":" + port))
                .toList();
    }
}
