package dev.sdpmcp.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A POST that is ready to be sent again and again; only the JSON-RPC id in it changes, its length never. */
public final class PostRequest {

    /** Stands in the body where the id goes: nine digits, so that the length stays. */
    public static final String ID = "100000000";

    private static final int FIRST_ID = 100_000_000;
    private static final int MAX_IDS = 800_000_000;

    private final ByteBuffer bytes;
    private final int idAt;
    private int sent;

    public PostRequest(String path, String apiKey, String body) {
        String text = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nX-API-Key: " + apiKey
                + "\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        bytes = ByteBuffer.allocateDirect(ascii.length).put(ascii).flip();
        idAt = text.indexOf(ID, text.indexOf("\r\n\r\n"));
    }

    /** The request with an id of its own. */
    ByteBuffer next() {
        sent = (sent + 1) % MAX_IDS;
        int rest = FIRST_ID + sent;
        for (int i = ID.length() - 1; idAt >= 0 && i >= 0; i--) {
            bytes.put(idAt + i, (byte) ('0' + rest % 10));
            rest /= 10;
        }
        return bytes.rewind();
    }

    /** Whether no id is in it, and so no answer comes. */
    boolean isNotification() {
        return idAt < 0;
    }

    /** Whether the line has the id that was sent last. */
    boolean isAnsweredBy(byte[] line, int length) {
        for (int at = 0; at <= length - ID.length(); at++) {
            if (line[at] == '1' && idStandsAt(line, at)) {
                return true;
            }
        }
        return false;
    }

    private boolean idStandsAt(byte[] line, int at) {
        for (int i = 0; i < ID.length(); i++) {
            if (line[at + i] != bytes.get(idAt + i)) {
                return false;
            }
        }
        return true;
    }
}
