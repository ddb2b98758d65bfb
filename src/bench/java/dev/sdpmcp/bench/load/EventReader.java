package dev.sdpmcp.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Puts the octets of an event stream together to events; comments are left out. */
final class EventReader {

    /** Is told of each event, its data being the whole line, {@code data:} included. */
    interface Listener {
        void event(String name, byte[] line, int length) throws IOException;
    }

    private final Listener listener;
    private byte[] line = new byte[64];
    private int lineLength;
    private byte[] data = new byte[64];
    private int dataLength;
    private String name = "";

    EventReader(Listener listener) {
        this.listener = listener;
    }

    void octet(byte octet) throws IOException {
        if (octet == '\n') {
            line();
            lineLength = 0;
            return;
        }
        if (lineLength == line.length) {
            line = Arrays.copyOf(line, 2 * lineLength);
        }
        line[lineLength++] = octet;
    }

    private void line() throws IOException {
        if (lineLength == 0) {
            if (!name.isEmpty()) {
                listener.event(name, data, dataLength);
            }
            name = "";
            dataLength = 0;
        } else if (line[0] == 'e') {
            name = new String(line, 0, lineLength, StandardCharsets.UTF_8)
                    .substring("event:".length())
                    .strip();
        } else if (line[0] == 'd') {
            byte[] spare = data;
            data = line;
            dataLength = lineLength;
            line = spare;
        }
    }
}
