package dev.sdpmcp.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads HTTP/1.1 answers one after the other: status, whether the connection may be kept, and the body with its chunks
 * put together. Knows only what this server sends.
 */
final class AnswerReader {

    /** Is told of an answer while it comes in. */
    interface Body {
        void head(int status);

        void octet(byte octet) throws IOException;

        void end() throws IOException;

        /** The server has closed the connection, after this answer or in its middle. */
        default void gone() {}

        /** The connection was reset. */
        default void broken(IOException reset) throws IOException {
            throw reset;
        }
    }

    private enum State {
        HEAD,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILER
    }

    private final Body body;
    private final byte[] line = new byte[512];
    private int lineLength;
    private State state = State.HEAD;
    private int status;
    private boolean chunked;
    private boolean closes;
    private int left;

    AnswerReader(Body body) {
        this.body = body;
    }

    /** Whether the server has said that it closes the connection after this answer. */
    boolean closes() {
        return closes;
    }

    Body body() {
        return body;
    }

    void reset() {
        state = State.HEAD;
        status = 0;
        lineLength = 0;
        closes = false;
    }

    void read(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (state == State.BODY || state == State.CHUNK) {
                octets(bytes);
            } else {
                byte octet = bytes.get();
                if (octet == '\n') {
                    line();
                    lineLength = 0;
                } else if (octet != '\r' && lineLength < line.length) {
                    line[lineLength++] = octet;
                }
            }
        }
    }

    private void octets(ByteBuffer bytes) throws IOException {
        while (left > 0 && bytes.hasRemaining()) {
            body.octet(bytes.get());
            left--;
        }
        if (left == 0) {
            if (state == State.CHUNK) {
                state = State.CHUNK_END;
            } else {
                finish();
            }
        }
    }

    private void line() throws IOException {
        switch (state) {
            case HEAD -> headLine();
            case CHUNK_SIZE -> {
                left = Integer.parseInt(text(0), 16);
                state = left == 0 ? State.TRAILER : State.CHUNK;
            }
            case CHUNK_END -> state = State.CHUNK_SIZE;
            case TRAILER -> {
                if (lineLength == 0) {
                    finish();
                }
            }
            default -> throw new IllegalStateException("No line is read in " + state);
        }
    }

    private void headLine() throws IOException {
        if (status == 0) {
            status = (line[9] - '0') * 100 + (line[10] - '0') * 10 + (line[11] - '0');
            chunked = false;
            left = 0;
        } else if (lineLength == 0) {
            body.head(status);
            state = chunked ? State.CHUNK_SIZE : State.BODY;
            if (!chunked && left == 0) {
                finish();
            }
        } else if (startsWith("content-length:")) {
            left = Integer.parseInt(text(15).strip());
        } else if (startsWith("transfer-encoding:")) {
            chunked = true;
        } else if (startsWith("connection:")) {
            closes = text(11).toLowerCase(Locale.ROOT).contains("close");
        }
    }

    private void finish() throws IOException {
        state = State.HEAD;
        status = 0;
        body.end();
    }

    private boolean startsWith(String lowerCase) {
        if (lineLength < lowerCase.length()) {
            return false;
        }
        for (int i = 0; i < lowerCase.length(); i++) {
            if ((line[i] | 0x20) != lowerCase.charAt(i) && line[i] != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private String text(int from) {
        return new String(line, from, lineLength - from, StandardCharsets.ISO_8859_1);
    }
}
