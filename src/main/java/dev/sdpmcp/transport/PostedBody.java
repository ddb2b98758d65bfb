package dev.sdpmcp.transport;

import dev.sdpmcp.access.BodySizeFilter;
import dev.sdpmcp.access.HttpError;
import dev.sdpmcp.access.HttpFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Reads the body of a POST whole, bounded in size and in time. The server's own time-out is one for each read, which a
 * client that sends a byte now and then never meets, while its request holds one of few threads.
 */
final class PostedBody {

    /** From the first look at the body to its end. */
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final int CHUNK = 8 * 1024;

    private PostedBody() {}

    /** Of a body that does not say how long it is. */
    static byte[] read(InputStream body, Duration limit) throws IOException {
        return read(body, -1, limit);
    }

    /**
     * @param contentLength bytes of it, as its head says; negative if it does not
     * @throws HttpFailure if the body is larger than {@link BodySizeFilter#MAX_BODY}, whatever it contentLength, or takes longer than
     *     the limit
     * @throws IOException if the client went away, or sent nothing for the server's read time-out
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
