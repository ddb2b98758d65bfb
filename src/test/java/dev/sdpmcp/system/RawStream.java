package dev.sdpmcp.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One GET of an event stream on a socket of its own, without any HTTP library between. Read by the one thread of
 * {@link StreamSelector}, so that thousands cost nothing. Thread-safe.
 */
final class RawStream implements AutoCloseable {

    /** How a stream ended. */
    enum End {
        /** With the last chunk, as a response should. */
        ORDERLY,
        /** The server closed or reset the connection in the middle of the response. */
        CUT,
        /** The server broke a rule of the wire. */
        VIOLATION,
        /** We left. */
        LEFT
    }

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SMALL_BUFFER = 8 * 1024;

    private final SocketChannel channel;
    private final BlockingQueue<StreamEvent> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> status = new CompletableFuture<>();
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private final WireReader reader = new WireReader(this::take);
    private volatile @Nullable String violation;

    private RawStream(SocketChannel channel) {
        this.channel = channel;
    }

    /** Sends the request and returns at once. */
    static RawStream get(URI uri, Map<String, String> headers) {
        try {
            SocketChannel channel = SocketChannel.open();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_BUFFER);
            channel.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
            Map<String, String> all = new LinkedHashMap<>(Map.of("Host", uri.getHost() + ":" + uri.getPort()));
            all.put("Accept", "text/event-stream");
            all.putAll(headers);
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            StringBuilder head = new StringBuilder("GET " + uri.getRawPath() + query + " HTTP/1.1\r\n");
            all.forEach((name, value) ->
                    head.append(name).append(": ").append(value).append("\r\n"));
            channel.write(ByteBuffer.wrap(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1)));
            RawStream stream = new RawStream(channel);
            StreamSelector.shared().add(stream);
            return stream;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    SocketChannel channel() {
        return channel;
    }

    /** Called by the selector's thread with what came, null for the end of input. */
    void received(@Nullable ByteBuffer bytes) {
        if (bytes == null) {
            ended(reader.isComplete() ? End.ORDERLY : End.CUT);
            return;
        }
        try {
            reader.read(bytes);
        } catch (WireReader.Violation broken) {
            violation = broken.getMessage();
            ended(End.VIOLATION);
            return;
        }
        if (reader.status() > 0) {
            status.complete(reader.status());
        }
        if (reader.isComplete()) {
            ended(End.ORDERLY);
        }
    }

    private void take(StreamEvent event) {
        if (event instanceof StreamEvent.Message message && message.name().equals("endpoint")) {
            Secrets.usedIn(message.data());
        }
        events.add(event);
    }

    private void ended(End how) {
        end.complete(how);
        status.completeExceptionally(new IllegalStateException("the connection ended before a status line"));
    }

    /** Waits for the status. */
    int status() {
        return status.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Of the response whose status was waited for; names in lower case. */
    Map<String, String> headers() {
        return reader.headers();
    }

    /** The next event or comment; null if none comes in time. */
    @Nullable
    StreamEvent next(Duration atMost) {
        try {
            return events.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            throw new AssertionError(hurried);
        }
    }

    /** The body of a refusal, when all of it is there. */
    String refusal() {
        awaitEnd(PATIENCE);
        return reader.plainBody();
    }

    boolean hasEnded() {
        return end.isDone();
    }

    /** Waits for the end of the stream. */
    End awaitEnd(Duration atMost) {
        return end.copy().orTimeout(atMost.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    @Nullable
    String violation() {
        return violation;
    }

    /** Lets the bytes pile up, as a client that hangs. */
    void stopReading() {
        StreamSelector.shared().pause(this);
    }

    void goOnReading() {
        StreamSelector.shared().resume(this);
    }

    /** Resets the connection, as a process that is killed with bytes unread. */
    void abort() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        close();
    }

    @Override
    public void close() {
        ended(End.LEFT);
        StreamSelector.shared().close(channel);
    }
}
