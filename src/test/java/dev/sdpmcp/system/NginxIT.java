package dev.sdpmcp.system;

import static dev.sdpmcp.system.GuardedServer.ANN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The server behind a real nginx with the configuration that we ship. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NginxIT {

    private static final String ALLOWED = "127.0.0.2";
    private static final String STRANGER = "127.0.0.9";

    /** What the configuration says, 30 s, and what a loaded machine may add. */
    private static final Duration CUT_OFF = Duration.ofSeconds(60);

    private final Nginx nginx = Nginx.inFrontOf(GuardedServer.base());

    @AfterAll
    void stop() {
        nginx.close();
    }

    private static String request(String path, String... headers) {
        String more = headers.length == 0 ? "" : String.join("\n", headers) + "\n";
        return "GET " + path + " HTTP/1.1\nHost: localhost\nX-API-Key: " + ANN + "\n" + more;
    }

    private static String last(String path, String... headers) {
        return request(path, headers) + "Connection: close\n\n";
    }

    @Test
    void events_come_at_once() {
        // Of three, for a machine that is busy with something else; one that is held back comes when its buffer is
        // full.
        assertThat(IntStream.range(0, 3).mapToObj(i -> timeOfFirstEvent()).min(Duration::compareTo))
                .hasValueSatisfying(quickest -> assertThat(quickest).isLessThan(Duration.ofSeconds(1)));
    }

    private Duration timeOfFirstEvent() {
        try (SSLSocket stream = nginx.send(ALLOWED, request("/sse") + "\n");
                BufferedReader lines = reader(stream)) {
            long before = System.nanoTime();
            assertThat(firstData(stream, lines)).contains("/messages?sessionId=");
            return Duration.ofNanos(System.nanoTime() - before);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String firstData(SSLSocket stream, BufferedReader lines) throws IOException {
        stream.setSoTimeout(20_000);
        return lines.lines()
                .filter(line -> line.startsWith("data:"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_client_is_seen_as_who_it_is() throws IOException {
        try (SSLSocket stream = nginx.send(ALLOWED, request("/sse") + "\n");
                BufferedReader lines = reader(stream)) {
            firstData(stream, lines);

            assertThat(nginx.exchange(ALLOWED, last("/sessions")).body()).contains("\"" + ALLOWED + "\"");
            assertThat(nginx.exchange(ALLOWED, last("/rate-limit-status")).body())
                    .contains("\"" + ALLOWED + "\"");
        }
    }

    @Test
    void a_stranger_is_refused_whatever_he_says_of_himself() {
        assertThat(nginx.exchange(ALLOWED, last("/sessions")).status()).isEqualTo(200);
        assertThat(nginx.exchange(STRANGER, last("/sessions")).body()).contains("IP not allowed");
        for (String header :
                new String[] {"X-Forwarded-For: " + ALLOWED, "Forwarded: for=" + ALLOWED, "X-Real-IP: " + ALLOWED}) {
            assertThat(nginx.exchange(STRANGER, last("/sessions", header)).body())
                    .as(header)
                    .contains("IP not allowed");
            assertThat(nginx.exchange(ALLOWED, last("/sessions", header.replace(ALLOWED, "10.0.0.1")))
                            .status())
                    .as(header)
                    .isEqualTo(200);
        }
    }

    @Test
    void names_and_pages_are_checked_through_it() {
        assertThat(nginx.exchange(ALLOWED, last("/health", "Origin: https://evil.example"))
                        .status())
                .isEqualTo(403);
        assertThat(nginx.exchange(ALLOWED, "GET /health HTTP/1.1\nHost: evil.example\nConnection: close\n\n")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void answers_carry_the_headers_of_both() {
        RawHttp.Answer answer = nginx.exchange(ALLOWED, last("/health"));

        assertThat(answer.header("Strict-Transport-Security")).contains("max-age");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Server")).isEqualTo("nginx");
    }

    /** Who spoke HTTP/2 with the server itself would write his own forwarding headers, in the name of the proxy. */
    @Test
    void nobody_is_let_through_to_speak_another_protocol() {
        RawHttp.Answer answer = nginx.exchange(
                ALLOWED,
                request("/health", "Connection: Upgrade, HTTP2-Settings, close", "Upgrade: h2c")
                        + "HTTP2-Settings: AAMAAABkAAQAAP__\n\n");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).doesNotContain("101 Switching");
    }

    @Test
    void large_bodies_end_here() {
        assertThat(nginx.exchange(
                                ALLOWED,
                                "POST /messages HTTP/1.1\nHost: localhost\nContent-Length: 2000000\nConnection: close\n\n")
                        .status())
                .isEqualTo(413);
    }

    @Test
    void headers_that_trickle_are_cut_off() throws IOException {
        long before = System.nanoTime();
        try (SSLSocket slow = nginx.send(ALLOWED, "GET /health HTTP/1.1\nX-Slow: ")) {
            slow.setSoTimeout(1_000);
            while (!isClosedAfterASecond(slow)) {
                slow.getOutputStream().write(' ');
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(CUT_OFF);
            }
        } catch (SocketException closed) {
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(CUT_OFF);
        }
    }

    private static boolean isClosedAfterASecond(Socket socket) throws IOException {
        try {
            byte[] answer = socket.getInputStream().readAllBytes();
            return RawHttp.parse(new String(answer, StandardCharsets.ISO_8859_1))
                            .status()
                    != 200;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        }
    }

    /**
     * The server behind it is a stand-in that is silent for 90 seconds, which ours with its keep-alives never is. Nor does it
     * ask nginx not to hold back, as ours does: that is for the configuration to say.
     */
    @Test
    void a_stream_survives_ninety_seconds_of_silence() throws Exception {
        try (ServerSocket standIn = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Nginx before = Nginx.inFrontOf(URI.create("http://127.0.0.1:" + standIn.getLocalPort()))) {
            CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> serveOnce(standIn));
            try (SSLSocket stream = before.send(ALLOWED, request("/sse") + "\n");
                    BufferedReader lines = reader(stream)) {
                assertThat(firstData(stream, lines)).as("at once").isEqualTo("data: first");
                stream.setSoTimeout(120_000);
                assertThat(lines.lines()
                                .filter(line -> line.startsWith("data:"))
                                .findFirst())
                        .hasValue("data: last");
            }
            serving.join();
        }
    }

    private static void serveOnce(ServerSocket standIn) {
        try (Socket socket = standIn.accept()) {
            send(
                    socket,
                    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\ndata: first\n\n");
            // Nothing is to be had from the other side; this is the silence itself.
            socket.setSoTimeout(90_000);
            awaitSilence(socket);
            send(socket, "data: last\n\n");
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private static void awaitSilence(Socket socket) throws IOException {
        try {
            while (socket.getInputStream().read() >= 0) {
                // the request
            }
            throw new AssertionError("nginx gave up on the stream");
        } catch (SocketTimeoutException ninetySeconds) {
            assertThat(socket.isClosed()).isFalse();
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }
}
