package dev.sdpmcp.doctor;

import static dev.sdpmcp.doctor.Front.refusal;
import static dev.sdpmcp.doctor.Front.whole;
import static dev.sdpmcp.doctor.Patient.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.doctor.Front.Behaviour;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a proxy can do to a stream, and what is said of it. */
@Tag("component")
class StreamCheckTest {

    /** As our server answers, with nothing odd before it. */
    private static final Behaviour SOUND = (request, front, output) -> {
        switch (request.path()) {
            case "/sse" -> {
                open(output);
                beat(front);
            }
            case "/rate-limit-status" -> output.write(whole(200, "application/json", "{}"));
            default -> {
                output.write("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                front.toStreams("event: message\ndata: {}\n\n");
            }
        }
    };

    @TempDir
    Path home;

    private static void open(OutputStream output) throws IOException {
        output.write(Front.STREAM.getBytes(StandardCharsets.US_ASCII));
        output.write(Front.chunk(Front.ENDPOINT));
    }

    private static void beat(Front front) throws IOException, InterruptedException {
        for (int beat = 0; beat < 100; beat++) {
            Thread.sleep(100);
            front.toStreams(": keep-alive\n\n");
        }
    }

    private static void stayOpen() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    /** What the check says of a front that behaves like this. */
    private String told(Behaviour behaviour) throws Exception {
        try (Front front = new Front(behaviour)) {
            return told(front.url().toString());
        }
    }

    private String told(String url) throws Exception {
        Patient patient = new Patient(home).with("SDP_PUBLIC_URL", url).with("SSE_KEEPALIVE_INTERVAL", "300");
        String told = line(new StreamCheck(patient.readChart()));
        assertThat(told).doesNotContain(Patient.KEY);
        return told;
    }

    @Test
    void a_stream_that_flows_is_sound() throws Exception {
        assertThat(told(SOUND).lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("ok    stream: "))
                .anyMatch(line -> line.contains("the first event came after"))
                .anyMatch(line -> line.contains("a keep-alive comment came after"));
    }

    @Test
    void makes_the_handshake_without_which_a_server_ends_the_stream() throws Exception {
        CountDownLatch handshake = new CountDownLatch(2);
        assertThat(told((request, front, output) -> {
                    if (!request.path().equals("/sse")) {
                        SOUND.answer(request, front, output);
                        handshake.countDown();
                        return;
                    }
                    open(output);
                    if (handshake.await(3, TimeUnit.SECONDS)) {
                        beat(front);
                    }
                }))
                .doesNotContain("FAIL")
                .contains("a keep-alive comment came");
    }

    @Test
    void is_skipped_without_a_public_url() throws Exception {
        assertThat(line(new StreamCheck(new Patient(home).readChart())))
                .startsWith("skip")
                .contains("--url");
    }

    @Test
    void headers_without_events_are_buffering() throws Exception {
        assertThat(told((request, front, output) -> {
                    output.write(Front.STREAM.getBytes(StandardCharsets.US_ASCII));
                    stayOpen();
                }))
                .contains("FAIL  stream: the stream opened, but its first event did not come within 5 s")
                .contains("proxy_buffering off");
    }

    @Test
    void an_answer_that_does_not_come_at_all_is_held_back_too() throws Exception {
        assertThat(told((request, front, output) -> stayOpen()))
                .contains("FAIL")
                .contains("holds the answer back");
    }

    @Test
    void answers_that_stay_in_a_buffer_are_found_by_a_ping() throws Exception {
        assertThat(told((request, front, output) -> {
                    if (request.path().equals("/sse")) {
                        open(output);
                        stayOpen();
                    }
                    output.write(whole(request.method().equals("POST") ? 202 : 200, "text/plain", ""));
                }))
                .contains("an answer on the open stream did not come");
    }

    @Test
    void messages_must_get_through_as_well() throws Exception {
        assertThat(told((request, front, output) -> {
                    if (request.path().equals("/sse")) {
                        open(output);
                        stayOpen();
                    }
                    output.write(whole(404, "text/html", "no"));
                }))
                .contains("a message to /messages is answered with HTTP 404")
                .contains("pass POST /messages");
    }

    @Test
    void a_stream_that_is_cut_while_silent_has_too_short_a_time_out() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        assertThat(told((request, front, output) -> {
                    if (request.path().equals("/sse")) {
                        open(output);
                        answered.await();
                        return;
                    }
                    if (request.method().equals("POST")) {
                        front.toStreams("data: {}\n\n");
                        output.write(whole(202, "text/plain", ""));
                        output.flush();
                        Thread.sleep(100);
                        answered.countDown();
                    } else {
                        output.write(whole(200, "text/plain", ""));
                    }
                }))
                .contains("something between cut the silent stream")
                .contains("proxy_read_timeout");
    }

    @Test
    void a_stream_that_ends_at_once_and_an_answer_that_is_none_are_told() throws Exception {
        assertThat(told((request, front, output) -> output.write(Front.STREAM.getBytes(StandardCharsets.US_ASCII))))
                .contains("FAIL  stream: the stream was closed from the other side");
        assertThat(told((request, front, output) -> output.write("SSH-2.0\r\n".getBytes(StandardCharsets.US_ASCII))))
                .contains("FAIL  stream: the exchange with")
                .contains("the answer is not HTTP");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200|text/html|<html>login</html>|answers with a web page",
                "401|text/html|<html>login</html>|answers with a web page",
                "404|text/html|<html>no</html>|HTTP 404",
                "502|text/html|<html>bad</html>|does not reach the server",
                "503|text/plain|busy|does not reach the server",
                "421|text/plain|what|SDP_ALLOWED_HOSTS=127.0.0.1",
                "200|application/json|{}|instead of a stream"
            })
    void other_answers_are_told_apart(int status, String type, String body, String told) throws Exception {
        assertThat(told((request, front, output) -> output.write(whole(status, type, body))))
                .startsWith("FAIL  stream: ")
                .contains(told)
                .contains(". Mend: ");
    }

    @Test
    void a_redirect_is_told_without_its_query() throws Exception {
        assertThat(told((request, front, output) -> output.write(
                        whole(302, "text/html", "", "Location: https://login.example.com/start?state=very-secret"))))
                .contains("redirects to https://login.example.com/start.")
                .doesNotContain("very-secret");
    }

    @ParameterizedTest
    @CsvSource({
        "401,Invalid API key,does not know the first key",
        "403,Host not allowed,SDP_ALLOWED_HOSTS=127.0.0.1",
        "403,IP not allowed,SDP_TRUSTED_PROXIES",
        "401,API key required,drops both X-API-Key and Authorization",
        "429,Connection limit exceeded,docs/troubleshooting.md"
    })
    void refusals_of_the_server_are_told_with_what_to_set(int status, String error, String told) throws Exception {
        assertThat(told((request, front, output) -> output.write(refusal(status, error))))
                .contains("FAIL")
                .contains(told);
    }

    @Test
    void a_dropped_header_is_told_where_another_one_gets_through() throws Exception {
        assertThat(told((request, front, output) -> {
                    if (request.headers().containsKey("authorization")) {
                        SOUND.answer(request, front, output);
                    } else {
                        output.write(refusal(401, "API key required"));
                    }
                }))
                .contains("warn  stream: something between drops the header X-API-Key")
                .contains("a keep-alive comment came");
        assertThat(told((request, front, output) -> {
                    if (request.headers().containsKey("x-api-key")) {
                        SOUND.answer(request, front, output);
                    } else {
                        output.write(refusal(401, "API key required"));
                    }
                }))
                .contains("warn  stream: something between drops the header Authorization")
                .contains("a keep-alive comment came");
    }

    @Test
    void compression_is_told() throws Exception {
        assertThat(told((request, front, output) -> {
                    if (request.headers().getOrDefault("accept-encoding", "").equals("gzip")) {
                        output.write(whole(200, "text/event-stream", "xx", "Content-Encoding: gzip"));
                    } else {
                        SOUND.answer(request, front, output);
                    }
                }))
                .contains("warn  stream: the stream is compressed on its way (gzip)")
                .contains("a keep-alive comment came");
    }

    @Test
    void where_nothing_listens_it_depends_on_whether_a_server_runs() throws Exception {
        String url;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            url = "http://127.0.0.1:" + free.getLocalPort() + "/sse";
        }
        assertThat(told(url)).startsWith("skip").contains("no server runs here");

        Patient patient = new Patient(home).with("SDP_PUBLIC_URL", url);
        patient.readChart().runServer();
        assertThat(line(new StreamCheck(patient.chart))).startsWith("FAIL").contains("nothing listens at");
    }

    @Test
    void no_tls_where_it_should_be_is_told() throws Exception {
        try (Front front = new Front((request, itself, output) -> output.write(1))) {
            assertThat(told("https://127.0.0.1:" + front.port() + "/sse"))
                    .startsWith("FAIL")
                    .contains("no TLS");
        }
    }
}
