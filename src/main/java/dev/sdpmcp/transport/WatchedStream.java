package dev.sdpmcp.transport;

import org.jspecify.annotations.Nullable;

/** What was seen of one stream's connection in the {@link ConnectionTable}; for one thread at a time. */
final class WatchedStream {

    /** In a row: the table is not read at one moment, so one look may miss a connection that is there. */
    static final int MISSES = 3;

    private final TcpConnection connection;
    private final Runnable end;
    private boolean seen;
    private int missed;

    /** @param end ends the session of the stream */
    WatchedStream(TcpConnection connection, Runnable end) {
        this.connection = connection;
        this.end = end;
    }

    void end() {
        end.run();
    }

    TcpConnection connection() {
        return connection;
    }

    /**
     * Notes one look: a connection that the client closed is in the table until this server closes it, one that it reset is not.
     *
     * @param closedByPeer what the table says of it; null if it is not there
     * @return whether the client has gone
     */
    boolean isGone(@Nullable Boolean closedByPeer) {
        if (closedByPeer == null) {
            missed++;
            // one that was never seen may have another name there
            return seen && missed >= MISSES;
        }
        seen = true;
        missed = 0;
        return closedByPeer;
    }
}
