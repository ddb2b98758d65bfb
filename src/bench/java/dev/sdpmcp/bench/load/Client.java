package dev.sdpmcp.bench.load;

import java.io.IOException;

/** Makes its share of a {@link Round}, the next call when the last is answered. */
public interface Client {

    void begin(Round round) throws IOException;

    void close() throws IOException;
}
