package dev.sdpmcp.launcher.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sdpmcp.launcher.server.ListenerGuards.GuardCheck;
import dev.sdpmcp.launcher.server.grizzly.Listeners;
import dev.sdpmcp.launcher.server.grizzly.Listeners.HeadRule;
import dev.sdpmcp.launcher.server.grizzly.MissingMember;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link GuardCheck} against a server with and without each guard. */
@Tag("component")
class GuardCheckTest {

    private static final int TIMES = 3;

    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final Guarded listeners = new Guarded();
    private String lacks = "";
    private ServerSocket server;
    private GuardCheck check;
    private HeadRule rule;

    /** Listeners with some of the guards. */
    private final class Guarded implements Listeners {

        @Override
        public List<Connection> connections() {
            return open.stream().<Connection>map(Accepted::new).toList();
        }

        @Override
        public void refuseByHead(HeadRule rule) {
            throw new AssertionError("the check installs no guard");
        }

        @Override
        public void restrictToHttp11() {
            throw new AssertionError("the check installs no guard");
        }

        @Override
        public void registerStatus(int status, String phrase) {
            throw new AssertionError("the check registers nothing");
        }
    }

    private final class Accepted implements Listeners.Connection {

        private final Socket socket;

        Accepted(Socket socket) {
            this.socket = socket;
        }

        @Override
        public OptionalInt unfinishedHead() {
            return OptionalInt.of(0);
        }

        @Override
        public boolean isUsed() {
            return lacks.equals("unused");
        }

        @Override
        public Optional<InetSocketAddress> peer() {
            return Optional.of((InetSocketAddress) socket.getRemoteSocketAddress());
        }

        @Override
        public void close() {
            try {
                if (lacks.equals("close")) {
                    socket.getOutputStream().write('H');
                } else {
                    socket.close();
                }
            } catch (IOException gone) {
                throw new IllegalStateException(gone);
            }
        }
    }

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, TIMES, InetAddress.getLoopbackAddress());
        check = new GuardCheck((InetSocketAddress) server.getLocalSocketAddress());
        rule = check.extend((head, peer) -> Optional.empty());
        Thread serving = new Thread(this::serve, "serving");
        serving.setDaemon(true);
        serving.start();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private void serve() {
        try {
            for (int i = 0; i < TIMES; i++) {
                Socket socket = server.accept();
                open.add(socket);
                answer(socket, i);
            }
        } catch (IOException over) {
            // the test has ended
        }
    }

    private void answer(Socket socket, int connection) throws IOException {
        if (connection == 0) {
            return;
        }
        byte[] read = new byte[512];
        int count = socket.getInputStream().read(read);
        String head = new String(read, 0, Math.max(0, count), StandardCharsets.US_ASCII);
        String unguarded = "HTTP/1.1 200 OK\r\n\r\n";
        String http2 = lacks.equals("http11") ? unguarded : "HTTP/1.1 505 HTTP Version Not Supported\r\n\r\n";
        Optional<String> refusal = lacks.equals("head") ? Optional.empty() : rule.refusal(head, () -> "");
        String answer = head.startsWith("PRI ") ? http2 : refusal.orElse(unguarded);
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        socket.close();
    }

    @Test
    void passes_with_all_guards() {
        assertThatCode(() -> check.run(listeners)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "unused, a partial request head counts as complete",
        "close, a connection is answered instead of being closed",
        "head, a request is not refused by its head",
        "http11, HTTP/2 is not refused"
    })
    void names_the_guard_without_effect(String guard, String words) {
        lacks = guard;

        assertThatThrownBy(() -> check.run(listeners))
                .isInstanceOf(MissingMember.class)
                .hasMessage(words);
    }

    @Test
    void leaves_other_requests_to_the_rule() {
        assertThat(rule.refusal("GET /sse HTTP/1.1\r\n\r\n", () -> "")).isEmpty();
    }
}
