package dev.sdpmcp.system;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One request in HTTP/2, spoken from the first byte (RFC 9113, 3.3) and written frame by frame. */
final class RawHttp2 {

    private static final int PATIENCE = 20_000;
    private static final int DATA = 0x0;
    private static final int HEADERS = 0x1;
    private static final int RST_STREAM = 0x3;
    private static final int SETTINGS = 0x4;
    private static final int GOAWAY = 0x7;
    private static final int END_STREAM = 0x1;
    private static final int END_HEADERS = 0x4;

    private RawHttp2() {}

    /** The body of the answer; what ended it otherwise, in capital letters. */
    static String get(URI base, String authority, @Nullable String host, String path) {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(PATIENCE);
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            writeFrame(request, SETTINGS, 0, 0, new byte[0]);
            writeFrame(request, HEADERS, END_STREAM | END_HEADERS, 1, headers(authority, host, path));
            socket.getOutputStream().write(request.toByteArray());
            return body(new DataInputStream(socket.getInputStream()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static byte[] headers(String authority, @Nullable String host, String path) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        write(block, ":method", "GET");
        write(block, ":scheme", "http");
        write(block, ":path", path);
        write(block, ":authority", authority);
        if (host != null) {
            write(block, "host", host);
        }
        return block.toByteArray();
    }

    /** A literal that enters no table (RFC 7541, 6.2.2), neither part compressed. */
    private static void write(ByteArrayOutputStream block, String name, String value) {
        block.write(0);
        for (String text : new String[] {name, value}) {
            block.write(text.length());
            block.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static void writeFrame(ByteArrayOutputStream out, int type, int flags, int stream, byte[] payload) {
        out.writeBytes(new byte[] {
            (byte) (payload.length >> 16),
            (byte) (payload.length >> 8),
            (byte) payload.length,
            (byte) type,
            (byte) flags
        });
        out.writeBytes(new byte[] {0, 0, 0, (byte) stream});
        out.writeBytes(payload);
    }

    private static String body(DataInputStream in) throws IOException {
        StringBuilder body = new StringBuilder();
        try {
            while (true) {
                int length = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
                int type = in.readUnsignedByte();
                int flags = in.readUnsignedByte();
                in.readInt();
                byte[] payload = in.readNBytes(length);
                if (type == DATA) {
                    body.append(new String(payload, StandardCharsets.UTF_8));
                }
                if (type == GOAWAY || type == RST_STREAM) {
                    return body + "(not allowed: ended by the server)";
                }
                if ((type == DATA || type == HEADERS) && (flags & END_STREAM) != 0) {
                    return body.toString();
                }
            }
        } catch (EOFException | SocketTimeoutException ended) {
            return body + "(no whole answer)";
        }
    }
}
