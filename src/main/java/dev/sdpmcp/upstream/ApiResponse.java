package dev.sdpmcp.upstream;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * HTTP response that was read to its end and holds no connection. Immutable, but for the JSON tree.
 *
 * @param retryAfter from the header of that name; null without one
 * @param json the body; null if it is not a JSON object
 * @param file the body if the call was for a file and succeeded, otherwise null
 */
public record ApiResponse(
        int status,
        @Nullable Duration retryAfter,
        @Nullable ObjectNode json,
        @Nullable FileContent file) {

    private static final int CHUNK = 16 * 1024;
    private static final Duration MAX_RETRY_AFTER = Duration.ofHours(1);

    /** Strict about nesting, because the response comes from a server that we do not control. */
    private static final ObjectMapper MAPPER = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(200).build())
            .build());

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The body, if it is a JSON object. */
    public Optional<ObjectNode> body() {
        return Optional.ofNullable(json);
    }

    /**
     * Reads and closes the response, so that its connection can serve the next call.
     *
     * @throws IOException if the body is longer than the limit, ends early, or the deadline passes between two chunks
     */
    public static ApiResponse read(Response response, int maxBytes, long deadlineNanos) throws IOException {
        try (response) {
            byte[] body = response.hasEntity()
                    ? read(response.readEntity(InputStream.class), maxBytes, deadlineNanos)
                    : new byte[0];
            if (response.getHeaderString("Content-Encoding") == null && body.length < response.getLength()) {
                // the transport treats the end of the connection as the end of the body
                throw new EOFException("the response ended early");
            }
            return of(response.getStatus(), response.getHeaderString("Retry-After"), body);
        }
    }

    static ApiResponse of(int status, @Nullable String retryAfter, byte[] body) {
        return new ApiResponse(status, retryAfter(retryAfter), parse(body), null);
    }

    private static byte[] read(InputStream body, int maxBytes, long deadlineNanos) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
            all.write(chunk, 0, read);
            if (all.size() > maxBytes) {
                throw new TooLong(maxBytes);
            }
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new SocketTimeoutException("the response came too slowly");
            }
        }
        return all.toByteArray();
    }

    private static @Nullable ObjectNode parse(byte[] body) {
        try {
            JsonNode tree = MAPPER.readTree(body);
            return tree instanceof ObjectNode object ? object : null;
        } catch (JsonProcessingException notJson) {
            return null;
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static @Nullable Duration retryAfter(@Nullable String header) {
        if (header == null || !header.matches("[0-9]{1,6}")) {
            return null;
        }
        Duration requested = Duration.ofSeconds(Long.parseLong(header));
        return requested.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : requested;
    }

    /** The body is longer than allowed. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;

        TooLong(int maxBytes) {
            super("the response is longer than " + maxBytes + " bytes");
        }
    }

    /** Collects the body of one response, up to a number of bytes; its methods are called in sequence. */
    static final class BoundedBody implements BodySubscriber<byte[]> {

        private final int maxBytes;
        private final BodySubscriber<byte[]> body = BodySubscribers.ofByteArray();
        private int received;
        private Flow.@Nullable Subscription subscription;

        BoundedBody(int maxBytes) {
            this.maxBytes = maxBytes;
        }

        @Override
        public CompletionStage<byte[]> getBody() {
            return body.getBody();
        }

        @Override
        public void onSubscribe(Flow.Subscription newSubscription) {
            subscription = newSubscription;
            body.onSubscribe(newSubscription);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            received += buffers.stream().mapToInt(ByteBuffer::remaining).sum();
            if (received <= maxBytes) {
                body.onNext(buffers);
            } else {
                requireNonNull(subscription).cancel();
                body.onError(new TooLong(maxBytes));
            }
        }

        @Override
        public void onError(Throwable failure) {
            body.onError(failure);
        }

        @Override
        public void onComplete() {
            body.onComplete();
        }
    }
}
