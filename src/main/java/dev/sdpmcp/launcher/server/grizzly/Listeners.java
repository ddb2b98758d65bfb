package dev.sdpmcp.launcher.server.grizzly;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * HTTP listeners of the server, with operations for which it has no settings. Every method may fail on an unknown
 * version of the server. Thread-safe.
 */
public interface Listeners {

    /** The open connections of clients. */
    List<Connection> connections() throws ReflectiveOperationException;

    /** Refuses requests by their raw heads, before they are decoded, and closes their connections. */
    void refuseByHead(HeadRule rule) throws ReflectiveOperationException;

    /** Ignores offers of other protocols and answers HTTP/2 with status 505. */
    void restrictToHttp11() throws ReflectiveOperationException;

    /**
     * Registers a reason phrase. Grizzly writes CUSTOM for a status that it does not know, and servlets cannot set one.
     */
    void registerStatus(int status, String phrase) throws ReflectiveOperationException;

    /** A connection that is, or was recently, open. Compared by identity. */
    interface Connection {

        /** Number, from 0, of the request whose head is incomplete; empty if there is none. */
        OptionalInt unfinishedHead() throws ReflectiveOperationException;

        /** Whether a complete request head was read. */
        boolean isUsed() throws ReflectiveOperationException;

        /** Address of the client; empty if the connection is closed. */
        Optional<InetSocketAddress> peer() throws ReflectiveOperationException;

        /** Closes the connection at once. */
        void close() throws ReflectiveOperationException;
    }

    /** Rule for request heads. Thread-safe. */
    @FunctionalInterface
    interface HeadRule {

        /**
         * The complete response to a request that is refused, one character for each byte; usually empty.
         *
         * @param head the raw request line and headers, one character for each byte
         * @param peer address of the client
         */
        Optional<String> refusal(String head, Supplier<String> peer);
    }
}
