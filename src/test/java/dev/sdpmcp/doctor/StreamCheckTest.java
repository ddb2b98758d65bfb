package dev.sdpmcp.doctor;

import static dev.sdpmcp.doctor.FakeProxy.refusal;
import static dev.sdpmcp.doctor.FakeProxy.whole;
import static dev.sdpmcp.doctor.TestInstallation.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.doctor.FakeProxy.Behaviour;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Effects of a proxy on a stream, and the findings about them. */
@Tag("component")
class StreamCheckTest {

    /** Our server without any fault in between. */
    private static final Behaviour FAULTLESS = (request, proxy, output) -> {
        switch (request.path()) {
            case "/sse" -> {
                open(output);
                sendKeepAlives(proxy);
            }
            case "/rate-limit-status" -> output.write(whole(200, "application/json", "{}"));
            default -> {
                output.write("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                proxy.toStreams("event: message\ndata: {}\n\n");
            }
        }
    };

    @TempDir
    Path home;

    private static void open(OutputStream output) throws IOException {
        output.write(FakeProxy.STREAM.getBytes(StandardCharsets.US_ASCII));
        output.write(FakeProxy.chunk(FakeProxy.ENDPOINT));
    }

    private static void sendKeepAlives(FakeProxy proxy) throws IOException, InterruptedException {
        for (int beat = 0; beat < 100; beat++) {
            Thread.sleep(100);
            proxy.toStreams(": keep-alive\n\n");
        }
    }

    private static void stayOpen() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    /** A stream that stays silent; other requests are answered as given. */
    private static Behaviour silent(int post, int get, String type, String body) {
        return (request, proxy, output) -> {
            if (request.path().equals("/sse")) {
                open(output);
                stayOpen();
            }
            output.write(whole(request.method().equals("POST") ? post : get, type, body));
        };
    }

    /** Faultless for requests with this header, while the proxy drops the other one. */
    private static Behaviour passing(String header) {
        return (request, proxy, output) -> {
            if (request.headers().containsKey(header)) {
                FAULTLESS.answer(request, proxy, output);
            } else {
                output.write(refusal(401, "API key required"));
            }
        };
    }

    /** The findings about a proxy with this behaviour. */
    static String findings(Path home, Behaviour behaviour) throws Exception {
        try (FakeProxy proxy = new FakeProxy(behaviour)) {
            return findings(home, proxy.url().toString());
        }
    }

    private String findings(Behaviour behaviour) throws Exception {
        return findings(home, behaviour);
    }

    private static String findings(Path home, String url) throws Exception {
        TestInstallation installation =
                new TestInstallation(home).with("SDP_PUBLIC_URL", url).with("SSE_KEEPALIVE_INTERVAL", "300");
        String findings = stream(installation.context());
        assertThat(findings).doesNotContain(TestInstallation.KEY);
        return findings;
    }

    private static String stream(CheckContext context) throws Exception {
        return line(new ListenerChecks(context).stream());
    }

    @Test
    void a_stream_without_faults_is_ok() throws Exception {
        assertThat(findings(FAULTLESS).lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("ok    stream: "))
                .anyMatch(line -> line.contains("the first event came after"))
                .anyMatch(line -> line.contains("a keep-alive comment came after"));
    }

    @Test
    void initializes_the_session_because_a_server_ends_a_stream_without_it() throws Exception {
        CountDownLatch handshake = new CountDownLatch(2);
        assertThat(findings((request, proxy, output) -> {
                    if (!request.path().equals("/sse")) {
                        FAULTLESS.answer(request, proxy, output);
                        handshake.countDown();
                        return;
                    }
                    open(output);
                    if (handshake.await(3, TimeUnit.SECONDS)) {
                        sendKeepAlives(proxy);
                    }
                }))
                .doesNotContain("FAIL")
                .contains("a keep-alive comment came");
    }

    @Test
    void is_skipped_without_a_public_url() throws Exception {
        assertThat(stream(new TestInstallation(home).context()))
                .startsWith("skip")
                .contains("--url");
    }

    @Test
    void headers_without_events_are_buffering() throws Exception {
        assertThat(findings((request, proxy, output) -> {
                    output.write(FakeProxy.STREAM.getBytes(StandardCharsets.US_ASCII));
                    stayOpen();
                }))
                .contains("FAIL  stream: the stream opened, but its first event did not come within 5 s")
                .contains("proxy_buffering off");
    }

    @Test
    void a_missing_response_is_buffering_too() throws Exception {
        assertThat(findings((request, proxy, output) -> stayOpen()))
                .contains("FAIL")
                .contains("holds the answer back");
    }

    @Test
    void buffered_answers_are_found_by_the_handshake() throws Exception {
        assertThat(findings(silent(202, 200, "text/plain", ""))).contains("an answer on the open stream did not come");
    }

    @Test
    void messages_have_to_get_through_too() throws Exception {
        assertThat(findings(silent(404, 404, "text/html", "no")))
                .contains("a message to /messages is answered with HTTP 404")
                .contains("pass POST /messages");
    }

    @Test
    void a_stream_that_is_cut_while_silent_has_too_short_a_timeout() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        assertThat(findings((request, proxy, output) -> {
                    if (request.path().equals("/sse")) {
                        open(output);
                        answered.await();
                        return;
                    }
                    if (request.method().equals("POST")) {
                        proxy.toStreams("data: {}\n\n");
                        output.write(whole(202, "text/plain", ""));
                        output.flush();
                        Thread.sleep(100);
                        answered.countDown();
                    } else {
                        output.write(whole(200, "text/plain", ""));
                    }
                }))
                .contains("a proxy or firewall in between cut the silent stream")
                .contains("proxy_read_timeout");
    }

    @Test
    void a_stream_that_ends_at_once_and_an_answer_that_is_not_http_are_failures() throws Exception {
        assertThat(findings((request, proxy, output) -> {
                    output.write(FakeProxy.STREAM.getBytes(StandardCharsets.US_ASCII));
                    output.flush();
                    Thread.sleep(100); // the end must not arrive before the client has read the head
                }))
                .contains("FAIL  stream: the stream was closed from the other side");
        assertThat(findings(
                        (request, proxy, output) -> output.write("SSH-2.0\r\n".getBytes(StandardCharsets.US_ASCII))))
                .contains("FAIL  stream: the exchange with")
                .contains("the answer is not HTTP");
        assertThat(findings((request, proxy, output) -> output.flush()))
                .contains("FAIL  stream: the exchange with")
                .contains("the connection was closed without an answer");
    }

    @Test
    void an_endless_line_and_an_endless_body_are_cut_off() throws Exception {
        byte[] line = "x".repeat(9000).getBytes(StandardCharsets.US_ASCII);
        assertThat(findings((request, proxy, output) -> {
                    output.write(FakeProxy.STREAM.getBytes(StandardCharsets.US_ASCII));
                    output.write(FakeProxy.chunk("x".repeat(9000)));
                    stayOpen();
                }))
                .contains("a line of the response is longer than 8192 bytes");
        assertThat(findings((request, proxy, output) -> {
                    output.write("HTTP/1.1 404 No\r\nContent-Length: 1000000000\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
                    for (int times = 0; times < 20; times++) {
                        output.write(line);
                    }
                    stayOpen();
                }))
                .contains("HTTP 404");
    }

    @Test
    void a_dropped_header_is_reported_where_the_other_one_gets_through() throws Exception {
        assertThat(findings(passing("authorization")))
                .contains("warn  stream: a proxy in between drops the header X-API-Key")
                .contains("a keep-alive comment came");
        assertThat(findings(passing("x-api-key")))
                .contains("warn  stream: a proxy in between drops the header Authorization")
                .contains("a keep-alive comment came");
    }

    @Test
    void compression_is_a_warning() throws Exception {
        assertThat(findings((request, proxy, output) -> {
                    if (request.headers().getOrDefault("accept-encoding", "").equals("gzip")) {
                        output.write(whole(200, "text/event-stream", "xx", "Content-Encoding: gzip"));
                    } else {
                        FAULTLESS.answer(request, proxy, output);
                    }
                }))
                .contains("warn  stream: the stream is compressed on its way (gzip)")
                .contains("a keep-alive comment came");
    }

    @Test
    void a_closed_port_is_a_failure_only_while_a_server_runs() throws Exception {
        String url;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            url = "http://127.0.0.1:" + free.getLocalPort() + "/sse";
        }
        assertThat(findings(home, url)).startsWith("skip").contains("no server runs here");

        TestInstallation installation = new TestInstallation(home).with("SDP_PUBLIC_URL", url);
        CheckContext context = installation.context();
        context.setServerRuns();
        assertThat(stream(context)).startsWith("FAIL").contains("nothing listens at");
    }

    @Test
    void a_server_without_tls_is_a_failure() throws Exception {
        try (FakeProxy proxy = new FakeProxy((request, itself, output) -> output.write(1))) {
            assertThat(findings(home, "https://127.0.0.1:" + proxy.port() + "/sse"))
                    .startsWith("FAIL")
                    .contains("no TLS");
        }
    }
}
