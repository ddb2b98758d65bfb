package dev.sdpmcp.doctor;

import java.io.IOException;
import java.net.URI;
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
        findings.add(Finding.ok("the first event came after "
                + Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms"));
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
                                    + Duration.ofNanos(System.nanoTime() - begun)
                                            .toSeconds() + " s")
                            : heldBack("no keep-alive comment came within "
                                    + interval.plus(SLACK).toSeconds() + " s"));
        } catch (StreamRequest.StreamEnded ended) {
            findings.add(Finding.fail(
                    "a proxy or firewall in between cut the silent stream after "
                            + Duration.ofNanos(System.nanoTime() - begun).toSeconds() + " s",
                    "Raise its read timeout (nginx: proxy_read_timeout 1h), or lower SSE_KEEPALIVE_INTERVAL"
                            + " below it."));
        }
    }

    private static Finding heldBack(String what) {
        return Finding.fail(what + ": a proxy in between holds it back", STOP_BUFFERING);
    }
}
