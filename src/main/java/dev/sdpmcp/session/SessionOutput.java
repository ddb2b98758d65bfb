package dev.sdpmcp.session;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way out to one client. Implementations are thread-safe, keep what is offered in order, block the caller nowhere but
 * in {@link #deliver} and hold a bounded backlog.
 */
public interface SessionOutput {

    /** Most threads that are held by {@link #deliver} at a time, in all sessions together. */
    int MAX_DELIVERING = 8;

    /** What became of an offered message. */
    enum Offer {
        /** It will be written, unless the client goes away first. */
        ACCEPTED,
        /** The client reads too slowly; the output is now closing, since an answer may not be dropped in silence. */
        FULL,
        /** The client is gone. */
        CLOSED
    }

    /** Whom to tell, once, if the output ends for a reason of its own; set before anything is offered. */
    void onBroken(Consumer<CloseReason> listener);

    /**
     * Offers what no request asked for.
     *
     * @param message one line of JSON
     */
    default Offer offer(String message) {
        return offer(message, null);
    }

    /**
     * Offers a message.
     *
     * @param message one line of JSON
     * @param correlationId the HTTP request that brought what it belongs to, for the log; null if no request asked for it
     */
    Offer offer(String message, @Nullable String correlationId);

    /**
     * Offers an answer and lends the calling thread for writing it, which saves handing it to another. The thread may be
     * held for one write, hence until the write deadline if the client does not read.
     */
    default Offer deliver(String message, String correlationId) {
        return offer(message, correlationId);
    }

    /** Messages that are not written yet. */
    int waiting();

    /** Whether the output has ended: everything is written or given up, and the stream is closed. */
    boolean isEnded();

    /** Called about once a second until the output has ended: keep-alives and write deadlines. Never blocks. */
    void keepAlive();

    /**
     * Sees that something is written, to find out whether the client is still there: what waits already, or else something
     * without meaning. Never blocks, and never ends the output by itself.
     */
    void checkConnection();

    /** Ends the output after what is already queued; returns at once, before it has ended. Further calls do nothing. */
    void close();
}
