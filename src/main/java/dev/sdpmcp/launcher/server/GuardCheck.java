package dev.sdpmcp.launcher.server;

import dev.sdpmcp.launcher.server.grizzly.HeadRule;
import dev.sdpmcp.launcher.server.grizzly.Listeners;
import dev.sdpmcp.launcher.server.grizzly.MissingHook;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks the guarded listeners, as a client on this machine, whether each guard does what it is there for: a server in which every
 * name is still there may do something else by it. Once, at the start; no request reaches the application.
 */
final class GuardCheck {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final String ANSWER = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
    private static final String HTTP2_PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    private final InetSocketAddress server;
    private final String path = "/" + UUID.randomUUID();

    /** @param server where its listener is reached */
    GuardCheck(InetSocketAddress server) {
        this.server = server;
    }

    /** The rule with a refusal of the request that this check makes, which nobody else can make. */
    HeadRule and(HeadRule rule) {
        return (head, peer) -> head.startsWith("GET " + path) ? Optional.of(ANSWER) : rule.refusal(head, peer);
    }

    /** @throws MissingHook if a guard does nothing; says which */
    void run(Listeners listeners) throws ReflectiveOperationException {
        try {
            connectionsAreSeenAndCut(listeners);
            answers("GET " + path + " HTTP/1.1\r\nHost: check\r\n\r\n", 400, "a request is not refused by its head");
            answers(HTTP2_PREFACE, 505, "HTTP/2 is not refused");
        } catch (IOException broken) {
            throw new MissingHook("a connection to the server on this machine broke: " + broken.getMessage());
        }
    }

    private void connectionsAreSeenAndCut(Listeners listeners) throws IOException, ReflectiveOperationException {
        try (Socket client = connect()) {
            send(client, "GET " + path + " HTTP/1.1\r\nHost:");
            Listeners.Connection seen = await(listeners, client);
            if (seen.isUsed()) {
                throw new MissingHook("a request that has only begun counts as a whole one");
            }
            seen.cut();
            try {
                if (client.getInputStream().read() != -1) {
                    throw new MissingHook("a connection is answered instead of being cut off");
                }
            } catch (SocketTimeoutException open) {
                throw new MissingHook("a connection is not cut off");
            } catch (IOException reset) {
                // as good as its end
            }
        }
    }

    private static Listeners.Connection await(Listeners listeners, Socket client) throws ReflectiveOperationException {
        long end = System.nanoTime() + LIMIT.toNanos();
        Optional<Listeners.Connection> seen = find(listeners, client);
        while (seen.isEmpty()) {
            if (System.nanoTime() > end) {
                throw new MissingHook("a connection whose request has begun is not seen");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            seen = find(listeners, client);
        }
        return seen.get();
    }

    private static Optional<Listeners.Connection> find(Listeners listeners, Socket client)
            throws ReflectiveOperationException {
        for (Listeners.Connection connection : listeners.connections()) {
            if (connection.peer().filter(client.getLocalSocketAddress()::equals).isPresent()
                    && connection.unfinishedHead().isPresent()) {
                return Optional.of(connection);
            }
        }
        return Optional.empty();
    }

    private void answers(String request, int status, String otherwise) throws IOException, MissingHook {
        String expected = "HTTP/1.1 " + status;
        try (Socket client = connect()) {
            send(client, request);
            String answer =
                    new String(client.getInputStream().readNBytes(expected.length()), StandardCharsets.US_ASCII);
            if (!answer.equals(expected)) {
                throw new MissingHook(otherwise);
            }
        } catch (SocketTimeoutException silent) {
            throw new MissingHook(otherwise);
        }
    }

    private Socket connect() throws IOException {
        Socket client = new Socket();
        client.connect(server, (int) LIMIT.toMillis());
        client.setSoTimeout((int) LIMIT.toMillis());
        return client;
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
