package dev.sdpmcp.upstream;

import java.net.URI;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.rest.client.RestClientBuilder;

/** Builds REST clients that follow no redirect, wait for nothing without a bound, and speak TLS. */
public final class RestClients {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    /**
     * The transport below Payara's REST client (HttpURLConnection) sends a POST again when the connection ends without an
     * answer, and a ticket is opened twice. Measured; only this system property stops it. It is read once, by whoever uses
     * HTTP first in the process: inside a server that is not us, so the launcher gives it to the JVM.
     */
    private static final String REPEATS_POST = "sun.net.http.retryPost";

    static {
        if (!"false".equals(System.getProperty(REPEATS_POST))) {
            System.setProperty(REPEATS_POST, "false");
            System.getLogger(RestClients.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "start the JVM with -D{0}=false, or a request whose answer is lost may be created twice",
                            REPEATS_POST);
        }
    }

    private RestClients() {}

    /**
     * A client for the interface. Answers of any status are returned, none is turned into an exception.
     *
     * @throws IllegalArgumentException for plain HTTP to anywhere but this machine
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

    /** @throws IllegalArgumentException for plain HTTP to anywhere but this machine */
    static void requireSafe(URI base) {
        boolean local = "http".equals(base.getScheme()) && LOOPBACK.contains(String.valueOf(base.getHost()));
        if (!"https".equals(base.getScheme()) && !local) {
            throw new IllegalArgumentException("secrets travel to " + base.getHost() + " over https only");
        }
    }
}
