package dev.sdpmcp.launcher.server.grizzly;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The server's HTTP listeners, as the guards need them: what no setting of the server gives. Every method may fail when the server
 * is another one than we know. Thread-safe.
 */
public interface Listeners {

    /** The connections of clients that are open now. */
    List<Connection> connections() throws ReflectiveOperationException;

    /**
     * From now on each request is refused by its head if this rule says so: as it was sent, before anything is made of it. The
     * connection is closed then.
     */
    void refuseBy(HeadRule rule) throws ReflectiveOperationException;

    /** From now on each offer of another protocol is ignored, and HTTP/2 without an offer is answered 505. */
    void keepToHttp11() throws ReflectiveOperationException;

    /**
     * From now on answers with this status carry this reason phrase. Grizzly writes CUSTOM for a status that it does not know, and
     * servlets have no means to say another one.
     */
    void nameStatus(int status, String phrase) throws ReflectiveOperationException;

    /** One that is open, or was a moment ago. Equal to itself alone, however often it is found. */
    interface Connection {

        /** Which request of this connection it is, from 0, whose line and headers have begun and not ended; empty if none has. */
        OptionalInt unfinishedHead() throws ReflectiveOperationException;

        /** Whether a whole head of a request was read on it. */
        boolean isUsed() throws ReflectiveOperationException;

        /** The other end; empty if it is closed by now. */
        Optional<InetSocketAddress> peer() throws ReflectiveOperationException;

        /** Closes it at once, whatever is under way on it. */
        void cut() throws ReflectiveOperationException;
    }
}
