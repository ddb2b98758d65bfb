package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Clients that connect, and are gone before anybody noticed. */
class VanishingClientsIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int VANISHING = 1_000;
    private static final int POSTING = 3;

    private final Target target = Deployment.target();
    private final URI base = target.base();

    /** Others post meanwhile: Undertow once took the memory of their requests for the last events of streams that vanished. */
    @Test
    void a_thousand_that_connect_and_vanish_leave_nothing_behind() throws Exception {
        long pid = Deployment.pid();
        int sessionsBefore = sessions();
        long socketsBefore = sockets(pid);
        ExecutorService others = Executors.newFixedThreadPool(POSTING);
        AtomicBoolean gone = new AtomicBoolean();
        try {
            List<Future<Integer>> posting = IntStream.range(0, POSTING)
                    .mapToObj(i -> others.submit(() -> postUntil(gone)))
                    .toList();
            for (int i = 0; i < VANISHING; i++) {
                vanish(i);
            }
            awaitNothingLeft(pid, sessionsBefore + POSTING, socketsBefore);
            gone.set(true);
            for (Future<Integer> each : posting) {
                assertThat(each.get(1, TimeUnit.MINUTES)).isPositive();
            }
        } finally {
            gone.set(true);
            others.shutdownNow();
        }
        awaitNothingLeft(pid, sessionsBefore, socketsBefore);
    }

    /** Every one of them must be answered. */
    private int postUntil(AtomicBoolean end) throws IOException {
        int answered = 0;
        try (TestSession session = TestSession.ready(target);
                KeptConnection connection = new KeptConnection(base)) {
            while (!end.get()) {
                byte[] cut = "{\"jsonrpc\":\"2.0\",\"method\":\"".getBytes(StandardCharsets.US_ASCII);
                assertThat(connection.post(session, target, cut).status()).isEqualTo(400);
                answered++;
            }
        }
        return answered;
    }

    private void awaitNothingLeft(long pid, int sessionsBefore, long socketsBefore) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    assertThat(sessions()).isLessThanOrEqualTo(sessionsBefore);
                    assertThat(sockets(pid)).isLessThanOrEqualTo(socketsBefore + 20);
                });
    }

    /** In turn: with a reset, with a polite close, in the middle of a request, before any. */
    private void vanish(int turn) throws IOException {
        Socket socket = new Socket(base.getHost(), base.getPort());
        String request =
                "GET /sse HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\nX-API-Key: " + target.key() + "\r\n\r\n";
        byte[] bytes = request.getBytes(StandardCharsets.ISO_8859_1);
        if (turn % 4 < 2) {
            socket.getOutputStream().write(bytes);
            socket.setSoTimeout((int) SOON.toMillis());
            assertThat(socket.getInputStream().read()).isPositive();
            if (turn % 4 == 0) {
                socket.setSoLinger(true, 0);
            }
        } else if (turn % 4 == 2) {
            socket.getOutputStream().write(Arrays.copyOf(bytes, bytes.length / 2));
        }
        socket.close();
    }

    private int sessions() {
        HttpResponse<String> health = Http.send(HttpRequest.newBuilder(base.resolve("/health"))
                .header("X-API-Key", target.key())
                .build());
        return Json.parse(health.body()).path("totalConnections").asInt();
    }

    private static long sockets(long pid) {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return files.filter(VanishingClientsIT::isSocket).count();
        } catch (IOException notHere) {
            throw new UncheckedIOException(notHere);
        }
    }

    private static boolean isSocket(Path file) {
        try {
            return Files.readSymbolicLink(file).toString().startsWith("socket:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }
}
