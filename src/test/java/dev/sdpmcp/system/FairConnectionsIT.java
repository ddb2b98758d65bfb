package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
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
    private static final String ATTACKER = "127.0.0.9";
    private static final String VICTIM = "127.0.0.7";

    /** From one look at the connections to the next, and a little more. */
    private static final Duration LOOK = Duration.ofSeconds(3);

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

    /** Nothing is asked on it, so that the test does not depend on how fast requests are answered. */
    private Socket connect(String from) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress(base.getHost(), base.getPort()));
        return socket;
    }

    private long linesOfCuts() {
        return server.process()
                .lines()
                .filter(line -> line.contains("above the limit"))
                .peek(line -> assertThat(line).contains(ATTACKER))
                .count();
    }

    /** The last to come would be the first to go, whoever it is, if holders were not told apart. */
    @Test
    void who_holds_all_connections_makes_room_for_others() throws IOException {
        for (int i = 0; i < STREAMS + BESIDE_STREAMS; i++) {
            connect(ATTACKER);
        }
        Socket first = connect(VICTIM);
        Socket second = connect(VICTIM);

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> linesOfCuts() > 0);
        assertIsOpen(first);
        assertIsOpen(second);
    }

    private static void assertIsOpen(Socket socket) throws IOException {
        socket.setSoTimeout((int) LOOK.toMillis());
        assertThatThrownBy(() -> socket.getInputStream().read())
                .as("the connection of " + VICTIM + " is open, and silent")
                .isInstanceOf(SocketTimeoutException.class);
    }
}
