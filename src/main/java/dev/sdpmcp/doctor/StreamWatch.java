package dev.sdpmcp.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Test of an open stream as a client with an initialized session uses it: events have to arrive at once, and keep-alive
 * comments in time. The handshake is needed because a server ends a stream without it.
 */
final class StreamWatch {

    /** A longer keep-alive interval is not waited for. */
    static final Duration MAX_INTERVAL = Duration.ofSeconds(60);

    private static final Duration EVENT_LIMIT = Duration.ofSeconds(5);
    private static final Duration SLACK = Duration.ofSeconds(5);
    private static final String DATA = "data:";
    private static final String INITIALIZE =
            "{\"jsonrpc\":\"2.0\",\"id\":\"doctor\",\"method\":\"initialize\",\"params\":"
                    + "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
                    + "\"clientInfo\":{\"name\":\"sdp-mcp-doctor\",\"version\":\"1\"}}}";
    private static final String INITIALIZED = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";
    private static final String STOP_BUFFERING =
            "Switch buffering, caching and compression of /sse off in the proxy (nginx: proxy_buffering off; Apache:"
                    + " flushpackets=on; domain-config/nginx.conf has it), and do not have it ignore X-Accel-Buffering.";
    private static final int ACCEPTED = 202;

    private final StreamRequest request;
    private final StreamRequest.Response stream;
    private final Duration interval;
    private final List<Finding> findings = new ArrayList<>();

    StreamWatch(StreamRequest request, StreamRequest.Response stream, Duration interval) {
        this.request = request;
        this.stream = stream;
        this.interval = interval;
    }

    /** Blocks for {@link #MAX_INTERVAL} and some seconds at most. */
    List<Finding> findings() throws IOException, InterruptedException {
        try {
            watch();
        } catch (StreamRequest.StreamEnded ended) {
            findings.add(Finding.fail(
                    "the stream was closed from the other side while it was in use",
                    "Read the logs of the server and of the proxy in between, at this time."));
        }
        return findings;
    }

    private void watch() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Optional<String> endpoint = stream.awaitLine(line -> line.startsWith(DATA), EVENT_LIMIT);
        if (endpoint.isEmpty()) {
            findings.add(heldBack(
                    "the stream opened, but its first event did not come within " + EVENT_LIMIT.toSeconds() + " s"));
            return;
        }
        findings.add(Finding.ok("the first event came after " + since(begun).toMillis() + " ms"));
        if (isInitialized(
                request.url().resolve(endpoint.get().substring(DATA.length()).strip()))) {
            awaitKeepAlive();
        }
    }

    private boolean isInitialized(URI messages) throws IOException, InterruptedException {
        if (!isAccepted(messages, INITIALIZE)) {
            return false;
        }
        if (stream.awaitLine(line -> line.startsWith(DATA), EVENT_LIMIT).isEmpty()) {
            findings.add(
                    heldBack("an answer on the open stream did not come within " + EVENT_LIMIT.toSeconds() + " s"));
            return false;
        }
        return isAccepted(messages, INITIALIZED);
    }

    private boolean isAccepted(URI messages, String message) throws IOException, InterruptedException {
        int status = request.post(messages, message);
        if (status != ACCEPTED) {
            findings.add(Finding.fail(
                    "a message to " + messages.getRawPath() + " is answered with HTTP " + status,
                    "Have the proxy pass POST " + messages.getRawPath()
                            + " as it passes /sse: same host, same path, same headers, to the same server."));
        }
        return status == ACCEPTED;
    }

    private void awaitKeepAlive() throws IOException {
        if (interval.compareTo(MAX_INTERVAL) > 0) {
            findings.add(Finding.skip(
                    "keep-alive comments are not waited for: they come every " + interval.toSeconds() + " s"));
            return;
        }
        long begun = System.nanoTime();
        try {
            Optional<String> comment = stream.awaitLine(line -> line.startsWith(":"), interval.plus(SLACK));
            findings.add(
                    comment.isPresent()
                            ? Finding.ok("a keep-alive comment came after "
                                    + since(begun).toSeconds() + " s")
                            : heldBack("no keep-alive comment came within "
                                    + interval.plus(SLACK).toSeconds() + " s"));
        } catch (StreamRequest.StreamEnded ended) {
            findings.add(Finding.fail(
                    "a proxy or firewall in between cut the silent stream after "
                            + since(begun).toSeconds() + " s",
                    "Raise its read timeout (nginx: proxy_read_timeout 1h), or lower SSE_KEEPALIVE_INTERVAL"
                            + " below it."));
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private static Finding heldBack(String what) {
        return Finding.fail(what + ": a proxy in between holds it back", STOP_BUFFERING);
    }

    /**
     * Response of the public URL that is not a stream, and its explanation.
     *
     * @param error the member of that name in our server's refusals; empty if the response is not one of them
     */
    record StreamRefusal(URI url, StreamRequest.Response response, String error) {

        static final String KEY_REQUIRED = "API key required";
        static final String INVALID_KEY = "Invalid API key";
        static final String HOST_NOT_ALLOWED = "Host not allowed";
        static final String ADDRESS_NOT_ALLOWED = "IP not allowed";

        /** Advice for every other refusal of our server. */
        static final String DOCUMENTED = "docs/troubleshooting.md lists the server's refusals and their reasons.";

        private static final String HTML = "text/html";
        private static final int MISDIRECTED = 421;

        static StreamRefusal of(URI url, StreamRequest.Response response, String body) {
            try {
                return new StreamRefusal(
                        url, response, Report.tree(body).path("error").asText(""));
            } catch (JsonProcessingException notOurs) {
                return new StreamRefusal(url, response, "");
            }
        }

        Finding finding() {
            int status = response.status();
            if (status >= 300 && status < 400) {
                return Finding.fail(
                        url + " redirects to " + location(),
                        "Give clients the address that it redirects to, or let /sse and /messages through without a"
                                + " login page.");
            }
            if (!error.isEmpty()) {
                return ofOurServer(status);
            }
            if (status == MISDIRECTED) {
                return hostNotAllowed();
            }
            if (HTML.equals(response.contentType()) && (status == 200 || status == 401 || status == 403)) {
                return Finding.fail(
                        url + " answers with a web page (HTTP " + status
                                + "): a login page or portal is in front of the server",
                        "Let /sse and /messages through to the server, which checks API keys.");
            }
            return switch (status) {
                case 404 ->
                    Finding.fail(
                            "the server or proxy that answers does not know " + url + " (HTTP 404)",
                            "Have the proxy pass /sse and /messages, with the paths unchanged; domain-config/nginx.conf"
                                    + " shows how.");
                case 502, 503, 504 ->
                    Finding.fail(
                            "the proxy at " + url + " does not reach the server (HTTP " + status + ")",
                            "Start the server, and check the address and port that the proxy passes requests to.");
                default ->
                    Finding.fail(
                            url + " answers with HTTP " + status + " and "
                                    + (response.contentType().isEmpty() ? "no type" : response.contentType())
                                    + " instead of a stream",
                            "Read the log of the proxy; the server gives no such response.");
            };
        }

        private Finding ofOurServer(int status) {
            return switch (error) {
                case KEY_REQUIRED ->
                    Finding.fail(
                            "\"" + KEY_REQUIRED
                                    + "\" though a key was sent: a proxy in between drops both X-API-Key and Authorization",
                            "Have the proxy pass one of them on (Apache: CGIPassAuth or RequestHeader; nginx passes"
                                    + " both).");
                case INVALID_KEY ->
                    Finding.fail(
                            "the server behind " + url + " does not know the first key of SDP_API_KEYS",
                            "Restart the server with these settings, or check whether the proxy leads to another one.");
                case HOST_NOT_ALLOWED -> hostNotAllowed();
                case ADDRESS_NOT_ALLOWED ->
                    Finding.fail(
                            "\"" + ADDRESS_NOT_ALLOWED + "\" for calls through " + url,
                            "Add the address of this machine to SDP_ALLOWED_IPS; if the server's log shows the address of"
                                    + " the proxy instead, set SDP_TRUSTED_PROXIES to that.");
                default -> Finding.fail("the server refuses with HTTP " + status + " \"" + error + "\"", DOCUMENTED);
            };
        }

        private Finding hostNotAllowed() {
            return Finding.fail(
                    "\"" + HOST_NOT_ALLOWED + "\": the server does not answer to the name " + url.getHost(),
                    "Set SDP_ALLOWED_HOSTS=" + url.getHost() + ", or have the proxy pass a name that is allowed.");
        }

        /** Without its query, which may contain secrets. */
        private String location() {
            try {
                URI to = url.resolve(new URI(response.header("Location")));
                return to.getScheme() + "://" + to.getRawAuthority() + to.getRawPath();
            } catch (URISyntaxException | IllegalArgumentException unreadable) {
                return "another address (HTTP " + response.status() + ")";
            }
        }
    }
}
