package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One address that takes all connections there are. WildFly has a limit for its listener alone, see docs/servers.md. */
@Tag("not-wildfly")
class FairConnectionsIT {

    private static final int STREAMS = 10;
    private static final int BESIDE_STREAMS = 4_096;
    private static final int SOME_MORE = 100;
    private static final String ATTACKER = "127.0.0.9";
    private static final String VICTIM = "127.0.0.7";

    /** Several looks at the connections. */
    private static final Duration LOOKS = Duration.ofSeconds(7);

    private final OwnServer server = OwnServer.start(Map.of(
            "SDP_TRUSTED_PROXIES",
            "none",
            "SDP_ALLOWED_IPS",
            "127.0.0.0/8",
            "SSE_MAX_TOTAL_CONNECTIONS",
            Integer.toString(STREAMS),
            "SSE_MAX_CONNECTIONS_PER_IP",
            "5"));
    private final URI base = server.target().base();
    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.close();
    }

    private Socket send(String from, String request) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress(base.getHost(), base.getPort()));
        socket.getOutputStream()
                .write((request + " HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\n"
                                + GuardedServer.key(OwnServer.KEY) + "\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private long linesOfCuts() {
        return server.process()
                .lines()
                .filter(line -> line.contains("above the limit"))
                .peek(line -> assertThat(line).contains(ATTACKER))
                .count();
    }

    @Test
    void who_holds_all_connections_makes_room_for_others() throws IOException {
        for (int i = 0; i < STREAMS + BESIDE_STREAMS + SOME_MORE; i++) {
            send(ATTACKER, "GET /health/live");
        }
        Socket stream = send(VICTIM, "GET /sse");
        Socket requests = send(VICTIM, "GET /health/live");

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> linesOfCuts() > 0);
        assertIsOpen(stream);
        assertIsOpen(requests);
    }

    /** Reads what comes; a connection that was cut off has an end. */
    private static void assertIsOpen(Socket socket) throws IOException {
        socket.setSoTimeout((int) LOOKS.toMillis());
        byte[] some = new byte[8_192];
        int read = 1;
        long end = System.nanoTime() + LOOKS.toNanos();
        try {
            while (read > 0 && System.nanoTime() < end) {
                read = socket.getInputStream().read(some);
            }
        } catch (SocketTimeoutException quiet) {
            return;
        }
        assertThat(read).as("the connection of " + VICTIM + " is open").isPositive();
    }
}
