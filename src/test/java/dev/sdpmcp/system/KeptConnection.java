package dev.sdpmcp.system;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection for one POST after the other, without an HTTP library between: each is written whole before its answer is
 * read. Opened again when the server has closed it. Not thread-safe.
 */
final class KeptConnection implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI base;
    private @Nullable Socket socket;
    private InputStream input = InputStream.nullInputStream();

    KeptConnection(URI base) {
        this.base = base;
    }

    /** Posts a body for a session, whatever it holds. */
    RawHttp.Answer post(TestSession session, Target target, byte[] body) throws IOException {
        return post(session.messages(), List.of("X-API-Key: " + target.key(), "Content-Type: application/json"), body);
    }

    /**
     * @param headers of one line each, beside the host and the length
     * @throws IOException also if the connection was new and ended without an answer
     */
    RawHttp.Answer post(URI uri, List<String> headers, byte[] body) throws IOException {
        String head = "POST " + uri.getRawPath() + "?" + uri.getRawQuery() + " HTTP/1.1\r\nHost: " + base.getAuthority()
                + "\r\n" + String.join("\r\n", headers) + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        RawHttp.Answer answer = exchange(request.toByteArray());
        if ("close".equalsIgnoreCase(answer.header("Connection"))) {
            close();
        }
        return answer;
    }

    private RawHttp.Answer exchange(byte[] request) throws IOException {
        if (socket != null) {
            try {
                return exchange(socket, request);
            } catch (EOFException | SocketException closedMeanwhile) {
                // as a server may that has served many on it, or none for a while
                close();
            }
        }
        Socket opened = new Socket(base.getHost(), base.getPort());
        socket = opened;
        opened.setTcpNoDelay(true);
        opened.setSoTimeout((int) PATIENCE.toMillis());
        input = new BufferedInputStream(opened.getInputStream());
        return exchange(opened, request);
    }

    private RawHttp.Answer exchange(Socket open, byte[] request) throws IOException {
        open.getOutputStream().write(request);
        return read(input);
    }

    /**
     * Reads one answer and nothing of what may come behind it.
     *
     * @throws EOFException if the connection ends before its first byte
     * @throws IOException if it ends in the middle
     */
    static RawHttp.Answer read(InputStream input) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n", text.length() - 4) < 0) {
            text.append(line(input, text.isEmpty()));
        }
        RawHttp.Answer head = RawHttp.parse(text.toString());
        if ("chunked".equalsIgnoreCase(head.header("Transfer-Encoding"))) {
            for (int size = -1; size != 0; ) {
                String announced = line(input, false);
                size = Integer.parseInt(announced.split(";")[0].strip(), 16);
                text.append(announced).append(bytes(input, size + 2));
            }
        } else if (!head.header("Content-Length").isEmpty()) {
            text.append(bytes(input, Integer.parseInt(head.header("Content-Length"))));
        }
        return RawHttp.parse(text.toString());
    }

    private static String line(InputStream input, boolean first) throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.length() == 0 || line.charAt(line.length() - 1) != '\n') {
            int next = input.read();
            if (next < 0) {
                throw first && line.isEmpty()
                        ? new EOFException("the connection ended without an answer")
                        : new IOException("the connection ended in the middle of the answer: " + line);
            }
            line.append((char) next);
        }
        return line.toString();
    }

    private static String bytes(InputStream input, int count) throws IOException {
        byte[] read = input.readNBytes(count);
        if (read.length < count) {
            throw new IOException("the connection ended in the middle of the answer, after " + read.length + " bytes");
        }
        return new String(read, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
            socket = null;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
