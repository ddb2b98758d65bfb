package dev.sdpmcp.doctor;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Watches an open stream as a client that has initialized its session: do its events come at once, and its keep-alive comments in
 * time? A server ends a stream without the handshake.
 */
final class StreamWatch {

    /** Longest keep-alive interval that is waited for. */
    static final Duration LONGEST_INTERVAL = Duration.ofSeconds(60);

    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final Duration SLACK = Duration.ofSeconds(5);
    private static final String DATA = "data:";
    private static final String INITIALIZE =
            "{\"jsonrpc\":\"2.0\",\"id\":\"doctor\",\"method\":\"initialize\",\"params\":"
                    + "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"sdp-mcp-doctor\",\"version\":\"1\"}}}";
    private static final String INITIALIZED = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";
    private static final String STOP_BUFFERING =
            "Switch buffering, caching and compression of /sse off in the proxy (nginx: proxy_buffering off; Apache: flushpackets=on;"
                    + " domain-config/nginx.conf has it), and let it not ignore X-Accel-Buffering.";
    private static final int ACCEPTED = 202;

    private final StreamRequest request;
    private final WebConnection stream;
    private final Duration interval;
    private final List<Finding> findings = new ArrayList<>();

    /** @param stream whose head has been read */
    StreamWatch(StreamRequest request, WebConnection stream, Duration interval) {
        this.request = request;
        this.stream = stream;
        this.interval = interval;
    }

    /** What was seen; blocks for {@link #LONGEST_INTERVAL} and some seconds at most. */
    List<Finding> findings() throws IOException {
        try {
            watch();
        } catch (StreamEnded ended) {
            findings.add(Finding.fail(
                    "the stream was closed from the other side while it was in use",
                    "Look into the log of the server, and into that of what stands between, at this moment."));
        }
        return findings;
    }

    private void watch() throws IOException {
        long begun = System.nanoTime();
        Optional<String> endpoint = awaited(line -> line.startsWith(DATA), AT_ONCE);
        if (endpoint.isEmpty()) {
            findings.add(
                    held("the stream opened, but its first event did not come within " + AT_ONCE.toSeconds() + " s"));
            return;
        }
        findings.add(Finding.ok("the first event came after "
                + Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms"));
        if (isInitialized(
                request.url().resolve(endpoint.get().substring(DATA.length()).strip()))) {
            awaitKeepAlive();
        }
    }

    private boolean isInitialized(URI messages) throws IOException {
        if (!isAccepted(messages, INITIALIZE)) {
            return false;
        }
        if (awaited(line -> line.startsWith(DATA), AT_ONCE).isEmpty()) {
            findings.add(held("an answer on the open stream did not come within " + AT_ONCE.toSeconds() + " s"));
            return false;
        }
        return isAccepted(messages, INITIALIZED);
    }

    private boolean isAccepted(URI messages, String message) throws IOException {
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
        if (interval.compareTo(LONGEST_INTERVAL) > 0) {
            findings.add(Finding.skip(
                    "keep-alive comments are not waited for: they come every " + interval.toSeconds() + " s"));
            return;
        }
        long begun = System.nanoTime();
        try {
            Optional<String> comment = awaited(line -> line.startsWith(":"), interval.plus(SLACK));
            findings.add(
                    comment.isPresent()
                            ? Finding.ok("a keep-alive comment came after "
                                    + Duration.ofNanos(System.nanoTime() - begun)
                                            .toSeconds() + " s")
                            : held("no keep-alive comment came within "
                                    + interval.plus(SLACK).toSeconds() + " s"));
        } catch (StreamEnded ended) {
            findings.add(
                    Finding.fail(
                            "something between cut the silent stream after "
                                    + Duration.ofNanos(System.nanoTime() - begun)
                                            .toSeconds() + " s",
                            "Raise its read time-out (nginx: proxy_read_timeout 1h), or lower SSE_KEEPALIVE_INTERVAL below it."));
        }
    }

    private static Finding held(String what) {
        return Finding.fail(what + ": something between holds it back", STOP_BUFFERING);
    }

    /**
     * The first line of this kind; empty if none comes in time.
     *
     * @throws StreamEnded if the stream ends instead
     */
    private Optional<String> awaited(Predicate<String> kind, Duration limit) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (System.nanoTime() < end) {
                String line =
                        stream.line(Duration.ofNanos(end - System.nanoTime())).orElseThrow(StreamEnded::new);
                if (kind.test(line)) {
                    return Optional.of(line);
                }
            }
            return Optional.empty();
        } catch (SocketTimeoutException late) {
            return Optional.empty();
        }
    }

    /** The other side ended the stream. */
    static final class StreamEnded extends IOException {
        private static final long serialVersionUID = 1L;

        StreamEnded() {
            super("the stream was ended by the other side");
        }
    }
}
