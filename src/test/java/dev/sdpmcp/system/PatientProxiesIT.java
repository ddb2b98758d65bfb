package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What proxies do after a long time. All of them wait at once, so that we wait no longer than for one. */
@Tag(Proxy.MORE) // waits for a minute and a half
class PatientProxiesIT {

    private static final String ADDRESS = "127.0.0.2";
    private static final String STREAM = "GET /sse HTTP/1.1\nHost: localhost\n\n";
    private static final int SILENCE_MILLIS = 90_000;

    /** What the configurations say, 30 s, and what a loaded machine may add. */
    private static final Duration CUT_OFF = Duration.ofSeconds(60);

    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** A claim about a proxy in front of a stand-in for the server. */
    private interface Claim {
        void check(Proxy proxy, ServerSocket standIn, ProxyProgram program) throws Exception;
    }

    @Test
    void streams_survive_silence_slow_headers_do_not_and_a_gentle_stop_has_an_end() {
        List<Claim> claims = List.of(this::survivesSilence, this::cutsOffSlowHeaders, this::stopsGently);
        List<CompletableFuture<Void>> checks = installed().stream()
                .flatMap(program -> claims.stream().map(claim -> checked(program, claim)))
                .toList();
        try {
            checks.forEach(CompletableFuture::join);
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<ProxyProgram> installed() {
        Map<Boolean, List<ProxyProgram>> installed = ProxyProgram.all().stream()
                .collect(Collectors.partitioningBy(
                        program -> program.executable().isPresent()));
        installed
                .getOrDefault(false, List.of())
                .forEach(missing -> System.getLogger(PatientProxiesIT.class.getName())
                        .log(System.Logger.Level.WARNING, "SKIPPED for {0}: not installed", missing.debianPackage()));
        List<ProxyProgram> found = installed.getOrDefault(true, List.of());
        if (found.isEmpty()) {
            throw Deployment.skipped("there is no proxy on this machine");
        }
        return found;
    }

    private CompletableFuture<Void> checked(ProxyProgram program, Claim claim) {
        return CompletableFuture.runAsync(
                        () -> {
                            try (ServerSocket standIn = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                                    Proxy proxy = program.inFrontOf(
                                            URI.create("http://127.0.0.1:" + standIn.getLocalPort()))) {
                                claim.check(proxy, standIn, program);
                            } catch (Exception failed) {
                                throw new AssertionError(program.debianPackage(), failed);
                            }
                        },
                        threads)
                .orTimeout(SILENCE_MILLIS + CUT_OFF.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Ours with its keep-alives is never silent. Nor does the stand-in ask the proxy not to hold back, as ours does: that is for
     * the configuration to say.
     */
    private void survivesSilence(Proxy proxy, ServerSocket standIn, ProxyProgram program) throws IOException {
        CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> serveOnce(standIn), threads);
        try (SSLSocket stream = proxy.send(ADDRESS, STREAM);
                BufferedReader lines = reader(stream)) {
            stream.setSoTimeout(20_000);
            assertThat(nextData(lines)).as("at once").isEqualTo("data: first");
            stream.setSoTimeout(2 * SILENCE_MILLIS);
            assertThat(nextData(lines)).isEqualTo("data: last");
        }
        serving.join();
    }

    private static String nextData(BufferedReader lines) {
        return lines.lines()
                .filter(line -> line.startsWith("data:"))
                .findFirst()
                .orElseThrow();
    }

    private static void serveOnce(ServerSocket standIn) {
        try (Socket socket = begin(standIn)) {
            // Nothing is to be had from the other side; this is the silence itself.
            socket.setSoTimeout(SILENCE_MILLIS);
            awaitSilence(socket);
            send(socket, "data: last\n\n");
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    /** Answers the first connection that brings a request. */
    private static Socket begin(ServerSocket standIn) throws IOException {
        Socket socket = standIn.accept();
        send(socket, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\ndata: first\n\n");
        return socket;
    }

    private static void awaitSilence(Socket socket) throws IOException {
        try {
            while (socket.getInputStream().read() >= 0) {
                // the request
            }
            throw new AssertionError("the proxy gave up on the stream");
        } catch (SocketTimeoutException silence) {
            assertThat(socket.isClosed()).isFalse();
        }
    }

    private void cutsOffSlowHeaders(Proxy proxy, ServerSocket standIn, ProxyProgram program) throws IOException {
        long before = System.nanoTime();
        try (SSLSocket slow = proxy.send(ADDRESS, "GET /health HTTP/1.1\nX-Slow: ")) {
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

    private void stopsGently(Proxy proxy, ServerSocket standIn, ProxyProgram program) throws Exception {
        CompletableFuture<Socket> serving = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return begin(standIn);
                    } catch (IOException broken) {
                        throw new AssertionError(broken);
                    }
                },
                threads);
        try (SSLSocket stream = proxy.send(ADDRESS, STREAM);
                BufferedReader lines = reader(stream);
                Socket behind = serving.join()) {
            stream.setSoTimeout(20_000);
            assertThat(nextData(lines)).isEqualTo("data: first");

            signal(proxy, program.gracefulSignal());
            send(behind, "data: after the signal\n\n");

            assertThat(nextData(lines)).as("a stream has some time").isEqualTo("data: after the signal");
            assertThat(proxy.awaitEnd(CUT_OFF)).as("but not for ever").isTrue();
        }
    }

    private static void signal(Proxy proxy, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(proxy.pid()))
                .start()
                .waitFor();
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }
}
