package dev.sdpmcp.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The body of an answer in chunks (RFC 9112, section 7.1), without their frames. */
final class ChunkedBody extends InputStream {

    private static final int MOST_DIGITS = 8;
    private static final int HEXADECIMAL = 16;

    private final InputStream framed;
    private final StringBuilder size = new StringBuilder();
    private long left;
    private boolean ended;

    ChunkedBody(InputStream framed) {
        this.framed = framed;
    }

    /** One byte at a time and without loss when the read below runs out of time. */
    @Override
    public int read() throws IOException {
        while (left == 0 && !ended) {
            begin();
        }
        if (ended) {
            return -1;
        }
        int next = framed.read();
        ended = next < 0;
        left--;
        return next;
    }

    /** As little as there is, since more may not come for long. */
    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        Objects.checkFromIndexSize(from, most, into.length);
        int next = most == 0 ? -1 : read();
        if (next >= 0) {
            into[from] = (byte) next;
            return 1;
        }
        return most == 0 ? 0 : -1;
    }

    /** The line with the size of the next chunk; the empty line that ends the one before it is passed over. */
    private void begin() throws IOException {
        int next = framed.read();
        while (next >= 0 && next != '\n') {
            size.append((char) next);
            next = framed.read();
        }
        String line = size.toString().replaceFirst(";.*", "").strip();
        size.setLength(0);
        if (next < 0) {
            ended = true;
        } else if (!line.isEmpty()) {
            if (!line.matches("[0-9A-Fa-f]{1," + MOST_DIGITS + "}")) {
                throw new IOException("the answer is not in chunks as it says");
            }
            left = Long.parseLong(line, HEXADECIMAL);
            ended = left == 0;
        }
    }
}
