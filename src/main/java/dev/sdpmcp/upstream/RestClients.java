package dev.sdpmcp.upstream;

import java.net.URI;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.rest.client.RestClientBuilder;

/** Builds REST clients that follow no redirect, wait for nothing without a bound, and speak TLS. */
public final class RestClients {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    static {
        // The transport below the REST client (HttpURLConnection) sends a POST again when the connection ends without
        // an
        // answer, and a ticket is opened twice. Measured; only this switch stops it. The launcher sets it too, because
        // it is read once, by whoever uses HTTP first.
        if (System.getProperty("sun.net.http.retryPost") == null) {
            System.setProperty("sun.net.http.retryPost", "false");
        }
    }

    private RestClients() {}

    /**
     * A client for the interface. Answers of any status are returned, none is turned into an exception.
     *
     * @throws IllegalArgumentException for plain HTTP to anywhere but this machine
     */
    public static <T> T build(Class<T> api, URI base, UpstreamLimits limits) {
        boolean local = "http".equals(base.getScheme()) && LOOPBACK.contains(String.valueOf(base.getHost()));
        if (!"https".equals(base.getScheme()) && !local) {
            throw new IllegalArgumentException("secrets travel to " + base.getHost() + " over https only");
        }
        return RestClientBuilder.newBuilder()
                .baseUri(base)
                .connectTimeout(limits.connect().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(limits.read().toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .property("microprofile.rest.client.disable.default.mapper", true)
                .build(api);
    }
}
