package dev.sdpmcp.transport;

import dev.sdpmcp.access.BodySizeFilter;
import dev.sdpmcp.access.HttpError;
import dev.sdpmcp.access.HttpFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Reader of a POST body, bounded in size and in time. The read timeout of a server applies to each read, so that a
 * client that sends a byte now and then never reaches it while it blocks one of few threads. Stateless.
 */
final class PostedBody {

    /** From the first read to the end of the body. */
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final int CHUNK = 8 * 1024;

    private PostedBody() {}

    /** Reads a body of unknown length. */
    static byte[] read(InputStream body, Duration limit) throws IOException {
        return read(body, -1, limit);
    }

    /**
     * @param contentLength of its head; negative if unknown
     * @throws HttpFailure if the body exceeds {@link BodySizeFilter#MAX_BODY}, whatever its head says, or takes
     *     longer than the limit
     * @throws IOException if the client disconnected, or sent nothing for the read timeout of the server
     */
    static byte[] read(InputStream body, long contentLength, Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        // most messages are far smaller than a chunk, which would be the largest object of a call
        byte[] chunk = new byte[contentLength > 0 && contentLength < CHUNK ? (int) contentLength : CHUNK];
        ByteArrayOutputStream received = new ByteArrayOutputStream(0);
        for (int count = body.read(chunk); count >= 0; count = body.read(chunk)) {
            received.write(chunk, 0, count);
            if (received.size() > BodySizeFilter.MAX_BODY) {
                throw new HttpFailure(HttpError.BODY_TOO_LARGE);
            }
            if (System.nanoTime() - deadline > 0) {
                throw new HttpFailure(HttpError.BODY_TOO_SLOW);
            }
        }
        return received.toByteArray();
    }
}
