package dev.sdpmcp.system;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A server with narrow limits, shared by the tests of the guards. It trusts this machine as a proxy, so each test can be a
 * client of an address of its own, whose limits no other test has touched.
 */
final class GuardedServer {

    static final String ANN = OwnServer.KEY;
    static final String BOB = OwnServer.OTHER_KEY;
    static final String ROOT = "key-of-root-00112233445566778899aabbccddeeff";
    static final String CARL = "key-of-carl-ffeeddccbbaa99887766554433221100";

    static final int PER_ADDRESS = 5;
    static final int MESSAGES = 30;
    static final int REQUESTS_OF_ADDRESS = 400;
    static final int REQUESTS_OF_KEY = 1_200;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final AtomicInteger ADDRESSES = new AtomicInteger();
    private static @Nullable OwnServer started;
    private static final TraceCollector TRACES = new TraceCollector();

    private GuardedServer() {}

    static synchronized OwnServer get() {
        if (started == null) {
            OwnServer server = OwnServer.start(Map.ofEntries(
                    Map.entry("SDP_API_KEYS", "ann:" + ANN + ",bob:" + BOB + ",carl:" + CARL),
                    Map.entry("SDP_ADMIN_API_KEYS", "root:" + ROOT),
                    Map.entry("SDP_ALLOWED_IPS", "127.0.0.1,127.0.0.2,10.0.0.0/8,2001:db8::/32"),
                    Map.entry("SSE_MAX_CONNECTIONS_PER_IP", Integer.toString(PER_ADDRESS)),
                    Map.entry("SSE_RATE_LIMIT_PER_MIN", Integer.toString(MESSAGES)),
                    Map.entry("SSE_RATE_LIMIT_PER_IP_PER_MIN", Integer.toString(REQUESTS_OF_ADDRESS)),
                    Map.entry("SSE_RATE_LIMIT_PER_KEY_PER_MIN", Integer.toString(REQUESTS_OF_KEY)),
                    Map.entry("SSE_KEEPALIVE_INTERVAL", "5000"),
                    Map.entry("OTEL_EXPORTER_OTLP_ENDPOINT", TRACES.address()),
                    Map.entry("OTEL_EXPORTER_OTLP_HEADERS", TraceCollector.HEADER + "=" + TraceCollector.KEY),
                    Map.entry("LOG_FORMAT", "json"),
                    Map.entry("LOG_LEVEL", "debug"),
                    Map.entry("SDP_DEBUG_REQUESTS", "true")));
            started = server;
        }
        return started;
    }

    /** Ends it, if a test asked for it. */
    static synchronized void stop() {
        if (started != null) {
            OwnServer ending = started;
            started = null;
            ending.close();
        }
        TRACES.stop();
    }

    /** Where its traces go. */
    static TraceCollector traces() {
        return TRACES;
    }

    static URI base() {
        return get().target().base();
    }

    /** A client address that nobody has called from yet. */
    static String newAddress() {
        int number = ADDRESSES.incrementAndGet();
        return "10.1." + number / 250 + "." + (number % 250 + 1);
    }

    /** Waits for the first event of a stream; returns where its messages go. */
    static String messagesOf(RawStream stream) {
        if (stream.next(PATIENCE) instanceof StreamEvent.Message endpoint) {
            return endpoint.data();
        }
        throw new AssertionError("no endpoint event");
    }

    static String clientAt(String address) {
        return "X-Forwarded-For: " + address;
    }

    static String key(String key) {
        return "X-API-Key: " + key;
    }
}
