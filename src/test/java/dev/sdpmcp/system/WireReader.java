package dev.sdpmcp.system;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Turns the bytes of one HTTP/1.1 response into events, and forgives nothing: whatever RFC 9112 or the event stream format
 * of HTML does not allow is a {@link Violation}. Not thread-safe.
 */
final class WireReader {

    /** The server broke a rule of the wire. */
    static final class Violation extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Violation(String what) {
            super(what);
        }
    }

    private enum Expected {
        HEAD,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        LAST_LINE,
        PLAIN_BODY,
        NOTHING
    }

    private final Consumer<StreamEvent> events;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final ByteArrayOutputStream plainBody = new ByteArrayOutputStream();
    private final StringBuilder head = new StringBuilder();
    private final Map<String, String> headers = new TreeMap<>();
    private final EventParser parser;
    private Expected expected = Expected.HEAD;
    private int status;
    private int left;

    WireReader(Consumer<StreamEvent> events) {
        this.events = events;
        this.parser = new EventParser(this.events);
    }

    /** 0 until the head has been read. */
    int status() {
        return expected == Expected.HEAD ? 0 : status;
    }

    /** By name in lower case. */
    Map<String, String> headers() {
        return headers;
    }

    /** What came instead of a stream. */
    String plainBody() {
        return plainBody.toString(StandardCharsets.UTF_8);
    }

    /** Whether the response has come to its proper end. */
    boolean isComplete() {
        return expected == Expected.NOTHING;
    }

    void read(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            switch (expected) {
                case HEAD -> readLine(bytes, this::headLine);
                case CHUNK_SIZE -> readLine(bytes, this::chunkSize);
                case CHUNK -> readChunk(bytes);
                case CHUNK_END -> readLine(bytes, this::chunkEnd);
                case LAST_LINE -> readLine(bytes, this::lastLine);
                case PLAIN_BODY -> readPlain(bytes);
                case NOTHING -> throw new Violation("bytes after the end of the response");
            }
        }
    }

    private void readLine(ByteBuffer bytes, Consumer<String> whole) {
        byte next = bytes.get();
        if (next != '\n') {
            line.write(next);
            return;
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        line.reset();
        if (!text.endsWith("\r")) {
            throw new Violation("a line of the framing ends without CR: " + text);
        }
        whole.accept(text.substring(0, text.length() - 1));
    }

    private void headLine(String text) {
        if (head.isEmpty()) {
            if (!text.matches("HTTP/1\\.1 \\d{3} .*")) {
                throw new Violation("status line: " + text);
            }
            head.append(text);
            status = Integer.parseInt(text.substring(9, 12));
        } else if (!text.isEmpty()) {
            int colon = text.indexOf(':');
            String before = headers.put(
                    text.substring(0, colon).toLowerCase(Locale.ROOT),
                    text.substring(colon + 1).strip());
            if (before != null) {
                throw new Violation("header twice: " + text);
            }
        } else {
            startBody();
        }
    }

    private void startBody() {
        if ("chunked".equals(headers.get("transfer-encoding"))) {
            expected = Expected.CHUNK_SIZE;
        } else {
            left = Integer.parseInt(headers.getOrDefault("content-length", "0"));
            expected = left == 0 ? Expected.NOTHING : Expected.PLAIN_BODY;
        }
    }

    private void chunkSize(String text) {
        left = Integer.parseInt(text, 16);
        expected = left == 0 ? Expected.LAST_LINE : Expected.CHUNK;
    }

    private void readChunk(ByteBuffer bytes) {
        int count = Math.min(left, bytes.remaining());
        ByteBuffer part = bytes.slice(bytes.position(), count);
        bytes.position(bytes.position() + count);
        if (status == 200) {
            parser.read(part);
        } else {
            while (part.hasRemaining()) {
                plainBody.write(part.get());
            }
        }
        left -= count;
        if (left == 0) {
            expected = Expected.CHUNK_END;
        }
    }

    private void chunkEnd(String text) {
        if (!text.isEmpty()) {
            throw new Violation("chunk longer than it said");
        }
        expected = Expected.CHUNK_SIZE;
    }

    private void lastLine(String text) {
        if (!text.isEmpty()) {
            throw new Violation("trailer: " + text);
        }
        parser.end();
        expected = Expected.NOTHING;
    }

    private void readPlain(ByteBuffer bytes) {
        plainBody.write(bytes.get());
        left--;
        if (left == 0) {
            expected = Expected.NOTHING;
        }
    }

    /** The event stream format (HTML, 9.2.6), as strictly as this server may be expected to write it. */
    private static final class EventParser {
        private final Consumer<StreamEvent> events;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private final StringBuilder data = new StringBuilder();
        private String name = "message";
        private boolean open;

        EventParser(Consumer<StreamEvent> events) {
            this.events = events;
        }

        void read(ByteBuffer bytes) {
            while (bytes.hasRemaining()) {
                byte next = bytes.get();
                if (next == '\r') {
                    throw new Violation("CR in the stream");
                }
                if (next == '\n') {
                    take(decoded());
                    line.reset();
                } else {
                    line.write(next);
                }
            }
        }

        private String decoded() {
            try {
                CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line.toByteArray()));
                return text.toString();
            } catch (CharacterCodingException broken) {
                throw new Violation("bytes that are no UTF-8");
            }
        }

        private void take(String text) {
            if (text.isEmpty()) {
                dispatch();
            } else if (text.startsWith(": ")) {
                events.accept(new StreamEvent.Comment(text.substring(2)));
            } else if (text.startsWith("event: ")) {
                name = text.substring("event: ".length());
                open = true;
            } else if (text.startsWith("data: ")) {
                data.append(data.isEmpty() ? "" : "\n").append(text, "data: ".length(), text.length());
                open = true;
            } else {
                throw new Violation("not a line of an event stream: " + text);
            }
        }

        private void dispatch() {
            if (open) {
                events.accept(new StreamEvent.Message(name, data.toString()));
            }
            data.setLength(0);
            name = "message";
            open = false;
        }

        void end() {
            if (open || line.size() > 0) {
                throw new Violation("the stream ends within an event");
            }
        }
    }
}
