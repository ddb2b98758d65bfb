package dev.sdpmcp.upstream;

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
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer from the wire, read to its end and no longer bound to its connection.
 *
 * @param retryAfter what the header of that name asks for, null without one
 * @param json the body, null if it is not a JSON object
 */
public record ApiResponse(
        int status, @Nullable Duration retryAfter, @Nullable ObjectNode json) {

    private static final int CHUNK = 16 * 1024;
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

    /** Tolerant of fields, strict about size: the answer comes from a server that we do not control. */
    private static final ObjectMapper MAPPER = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(200).build())
            .build());

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The body as JSON, if it is a JSON object. */
    public Optional<ObjectNode> body() {
        return Optional.ofNullable(json);
    }

    /**
     * Reads and closes the response, so that its connection can serve the next call.
     *
     * @throws UpstreamFailure.Malformed if the body is longer than the limit
     * @throws IOException if it ends early or the deadline passes between two pieces
     */
    public static ApiResponse read(Response response, int mostBytes, long deadlineNanos) throws IOException {
        try (response) {
            byte[] body = response.hasEntity()
                    ? bounded(response.readEntity(InputStream.class), mostBytes, deadlineNanos)
                    : new byte[0];
            if (response.getHeaderString("Content-Encoding") == null && body.length < response.getLength()) {
                // the transport takes the end of the connection for the end of the body
                throw new EOFException("the answer ended early");
            }
            return of(response.getStatus(), response.getHeaderString("Retry-After"), body);
        }
    }

    static ApiResponse of(int status, @Nullable String retryAfter, byte[] body) {
        return new ApiResponse(status, retryAfter(retryAfter), parse(body));
    }

    private static byte[] bounded(InputStream body, int mostBytes, long deadlineNanos) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
            all.write(chunk, 0, read);
            if (all.size() > mostBytes) {
                throw new TooLong(mostBytes);
            }
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new SocketTimeoutException("the answer came too slowly");
            }
        }
        return all.toByteArray();
    }

    private static @Nullable ObjectNode parse(byte[] body) {
        try {
            JsonNode tree = MAPPER.readTree(body);
            return tree instanceof ObjectNode object ? object : null;
        } catch (JsonProcessingException noJson) {
            return null;
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static @Nullable Duration retryAfter(@Nullable String header) {
        if (header == null || !header.matches("[0-9]{1,6}")) {
            return null;
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(header));
        return asked.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : asked;
    }

    /** The body is longer than allowed. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;

        TooLong(int mostBytes) {
            super("the answer is longer than " + mostBytes + " bytes");
        }
    }
}
