package dev.sdpmcp.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Requests written byte by byte, since what they have to say no HTTP client would. */
final class RawHttp {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Stands at the end of the text if the server has not closed the connection. */
    static final String STILL_OPEN = "(nothing more came)";

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int MOST = 1 << 20;

    private RawHttp() {}

    /**
     * What came back.
     *
     * @param status 0 if the server closed the connection without an answer
     * @param headers by lower-case name
     * @param text everything that came, as it came
     */
    record Answer(int status, Map<String, String> headers, String body, String text) {

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    /** Sends the text, with LF for CRLF, and reads until the server closes or nothing more comes. */
    static Answer send(URI base, String request) {
        return send(base, request.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1), PATIENCE);
    }

    /** A request with headers of one line each; closes the connection after the answer. */
    static Answer send(URI base, String method, String path, String... headers) {
        StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\nConnection: close\n");
        boolean hasHost = false;
        for (String header : headers) {
            request.append(header).append('\n');
            hasHost |= header.startsWith("Host:");
        }
        if (!hasHost) {
            request.append("Host: ").append(base.getAuthority()).append('\n');
        }
        return send(base, request.append('\n').toString());
    }

    static Answer send(URI base, byte[] request, Duration patience) {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout((int) patience.toMillis());
            socket.getOutputStream().write(request);
            return parse(readAll(socket.getInputStream()));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private static String readAll(InputStream input) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] chunk = new byte[8192];
        // A stream that should have been refused goes on and on.
        long end = System.nanoTime() + LONGEST.toNanos();
        try {
            for (int n = input.read(chunk);
                    n >= 0 && all.size() < MOST && System.nanoTime() < end;
                    n = input.read(chunk)) {
                all.write(chunk, 0, n);
            }
        } catch (SocketTimeoutException quiet) {
            all.writeBytes(STILL_OPEN.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException reset) {
            // what came before the reset is the answer
            return all.toString(StandardCharsets.ISO_8859_1);
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    static Answer parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (!text.startsWith("HTTP/1.") || end < 0) {
            return new Answer(0, Map.of(), "", text);
        }
        String[] lines = text.substring(0, end).split("\r\n");
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        String framed = text.substring(end + 4);
        String body = "chunked".equalsIgnoreCase(headers.get("transfer-encoding")) ? unchunked(framed) : framed;
        return new Answer(Integer.parseInt(lines[0].split(" ")[1]), headers, body, text);
    }

    /** The body without its framing; as far as it is whole, since a stream has no end. */
    private static String unchunked(String framed) {
        StringBuilder body = new StringBuilder();
        int at = 0;
        for (int eol = framed.indexOf("\r\n"); eol > at; eol = framed.indexOf("\r\n", at)) {
            int size = Integer.parseInt(framed.substring(at, eol).split(";")[0].strip(), 16);
            int from = eol + 2;
            if (size == 0 || from + size > framed.length()) {
                return body.append(framed, from, size == 0 ? from : framed.length())
                        .toString();
            }
            body.append(framed, from, from + size);
            at = from + size + 2;
            if (at > framed.length()) {
                return body.toString();
            }
        }
        return body.append(framed.substring(Math.min(at, framed.length()))).toString();
    }
}
