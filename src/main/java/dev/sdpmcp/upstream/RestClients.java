package dev.sdpmcp.upstream;

import java.net.URI;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.rest.client.RestClientBuilder;

/** Factory for REST clients with timeouts, with TLS and without redirects. Stateless. */
public final class RestClients {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    /**
     * The transport below Payara's REST client (HttpURLConnection) sends a POST again when the connection ends without
     * a response, which was measured; only this system property prevents it. The JVM reads it once, at the first use of
     * HTTP in the process. Inside a server that is before this class is loaded, so the launcher sets it on the command
     * line.
     */
    private static final String RETRY_POST = "sun.net.http.retryPost";

    static {
        if (!"false".equals(System.getProperty(RETRY_POST))) {
            System.setProperty(RETRY_POST, "false");
            System.getLogger(RestClients.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "start the JVM with -D{0}=false, otherwise a POST whose response is lost may be sent twice",
                            RETRY_POST);
        }
    }

    private RestClients() {}

    /**
     * Builds a client for the interface. It returns responses of any status and throws no exception for them.
     *
     * @throws IllegalArgumentException for plain HTTP to another machine
     */
    public static <T> T build(Class<T> api, URI base, UpstreamLimits limits) {
        requireSafe(base);
        return RestClientBuilder.newBuilder()
                .baseUri(base)
                .connectTimeout(limits.connect().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(limits.read().toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .property("microprofile.rest.client.disable.default.mapper", true)
                .build(api);
    }

    /** @throws IllegalArgumentException for plain HTTP to another machine */
    static void requireSafe(URI base) {
        boolean local = "http".equals(base.getScheme()) && LOOPBACK.contains(String.valueOf(base.getHost()));
        if (!"https".equals(base.getScheme()) && !local) {
            throw new IllegalArgumentException("secrets are sent to " + base.getHost() + " over https only");
        }
    }
}
