package dev.sdpmcp.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** HTTP/2, spoken from the first byte (RFC 9113, 3.4) and written frame by frame. */
final class RawHttp2 {

    private static final int PATIENCE = 20_000;
    private static final int HEADERS = 0x1;
    private static final int SETTINGS = 0x4;
    private static final int PING = 0x6;
    private static final int END_STREAM = 0x1;
    private static final int END_HEADERS = 0x4;
    private static final int AT_ONCE = 1_000;

    private RawHttp2() {}

    /** A whole GET. */
    static byte[] get(String authority, String path) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        write(block, ":method", "GET");
        write(block, ":scheme", "http");
        write(block, ":path", path);
        write(block, ":authority", authority);
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(opening());
        writeFrame(request, HEADERS, END_STREAM | END_HEADERS, 1, block.toByteArray());
        return request.toByteArray();
    }

    /**
     * Sends these PINGs, each of which asks for an answer, and reads nothing before all are sent.
     *
     * @return whether the server ended the connection
     */
    static boolean isCutOffAfterPings(URI base, int thousands) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(base.getHost(), base.getPort()), PATIENCE);
            socket.setSoTimeout(PATIENCE);
            ByteArrayOutputStream pings = new ByteArrayOutputStream();
            for (int i = 0; i < AT_ONCE; i++) {
                writeFrame(pings, PING, 0, 0, new byte[8]);
            }
            return isCutOff(socket, pings.toByteArray(), thousands);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private static boolean isCutOff(Socket socket, byte[] pings, int times) {
        try {
            socket.getOutputStream().write(opening());
            for (int i = 0; i < times; i++) {
                socket.getOutputStream().write(pings);
            }
            InputStream answer = socket.getInputStream();
            long end = System.nanoTime() + PATIENCE * 1_000_000L;
            while (System.nanoTime() < end) {
                if (answer.read(new byte[8192]) < 0) {
                    return true;
                }
            }
            return false;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException cut) {
            return true;
        }
    }

    private static byte[] opening() {
        ByteArrayOutputStream opening = new ByteArrayOutputStream();
        opening.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        writeFrame(opening, SETTINGS, 0, 0, new byte[0]);
        return opening.toByteArray();
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
}
