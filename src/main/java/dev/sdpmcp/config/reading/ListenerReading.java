package dev.sdpmcp.config.reading;

import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_ALLOWED_HOSTS;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_ALLOWED_ORIGINS;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_ENABLE_CORS;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_HTTP_HOST;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_HTTP_PORT;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_PUBLIC_URL;
import static dev.sdpmcp.config.reading.TypedValues.quoted;

import dev.sdpmcp.config.HttpSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reader of {@link HttpSettings}: address, host names, origins and public URL. */
final class ListenerReading {

    private static final Pattern ORIGIN = Pattern.compile("https?://(\\[[0-9a-f:.]+]|[a-z0-9._-]+)(:[0-9]{1,5})?");

    private final TypedValues values;

    ListenerReading(TypedValues values) {
        this.values = values;
    }

    HttpSettings read() {
        String host = host();
        int port = values.count(SDP_HTTP_PORT);
        List<String> hosts = values.isGiven(SDP_ALLOWED_HOSTS) ? allowedHosts() : NetworkNames.ownNames(host);
        boolean cors = values.flag(SDP_ENABLE_CORS, false);
        if (cors && !values.isGiven(SDP_ALLOWED_ORIGINS)) {
            values.refuse(SDP_ENABLE_CORS, "is true, but SDP_ALLOWED_ORIGINS is not set. List the origins to admit.");
        }
        List<String> origins = values.isGiven(SDP_ALLOWED_ORIGINS) ? allowedOrigins() : ownOrigins(host, port);
        return new HttpSettings(
                host, port, hosts, origins, cors, values.text(SDP_PUBLIC_URL).flatMap(this::publicUrl));
    }

    private String host() {
        String host = NetworkNames.withoutBrackets(values.text(SDP_HTTP_HOST).orElseThrow());
        if (!NetworkNames.isHost(host)) {
            values.refuse(
                    SDP_HTTP_HOST,
                    "is %s. Give an IP address or a host name of this machine, for example 127.0.0.1 or 0.0.0.0."
                            .formatted(quoted(host)));
        }
        return host;
    }

    private List<String> allowedHosts() {
        List<String> hosts = values.list(SDP_ALLOWED_HOSTS).stream()
                .map(NetworkNames::withoutBrackets)
                .map(host -> host.toLowerCase(Locale.ROOT))
                .toList();
        for (String host : hosts) {
            if (!NetworkNames.isHost(host)) {
                values.refuse(
                        SDP_ALLOWED_HOSTS,
                        "holds %s. Give host names or addresses without a port, for example mcp.example.com,10.0.0.5."
                                .formatted(quoted(host)));
            }
        }
        return hosts;
    }

    private List<String> allowedOrigins() {
        List<String> origins = values.list(SDP_ALLOWED_ORIGINS).stream()
                .map(origin -> origin.toLowerCase(Locale.ROOT))
                .toList();
        for (String origin : origins) {
            if (!ORIGIN.matcher(origin).matches()) {
                values.refuse(
                        SDP_ALLOWED_ORIGINS,
                        "holds %s. Give origins without a path, for example https://chat.example.com."
                                .formatted(quoted(origin)));
            }
        }
        return origins;
    }

    /** Appends {@code /sse} unless it is there. */
    private Optional<URI> publicUrl(String text) {
        Optional<URI> url = parse(text.replaceFirst("/+$", "").replaceFirst("/sse$", "") + "/sse");
        if (url.isEmpty()) {
            values.refuse(
                    SDP_PUBLIC_URL,
                    "is %s. Give the URL that clients open, for example https://mcp.example.com/sse, without a query and with a plain path."
                            .formatted(text.indexOf('@') < 0 ? quoted(text) : "a URL with a user name"));
        }
        return url;
    }

    private static Optional<URI> parse(String text) {
        try {
            return Optional.of(new URI(text))
                    .filter(ListenerReading::isHttp)
                    .filter(uri -> uri.getHost() != null && uri.getUserInfo() == null)
                    .filter(uri -> uri.getQuery() == null && uri.getFragment() == null)
                    .filter(uri -> HttpSettings.isPublicPath(HttpSettings.publicPath(uri)));
        } catch (URISyntaxException notAUrl) {
            return Optional.empty();
        }
    }

    private static boolean isHttp(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
    }

    private static List<String> ownOrigins(String host, int port) {
        return NetworkNames.ownNames(host).stream()
                .map(name -> "http://" + NetworkNames.forUrl(name) + (port == 80 ? "" : ":" + port))
                .toList();
    }
}
