package dev.sdpmcp.launcher.server;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.launcher.server.grizzly.GrizzlyListeners;
import dev.sdpmcp.launcher.server.grizzly.Listeners;
import dev.sdpmcp.launcher.server.grizzly.Listeners.HeadRule;
import dev.sdpmcp.launcher.server.grizzly.MissingMember;
import dev.sdpmcp.launcher.setting.ExitCode;
import dev.sdpmcp.launcher.setting.ListeningAddress;
import dev.sdpmcp.launcher.setting.StartRefused;
import dev.sdpmcp.requesthead.RequestHead;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Guards of the HTTP listeners of Payara Micro and Payara Server, for which they have no settings. Stateless. */
final class ListenerGuards {

    private static final Logger LOG = System.getLogger(ListenerGuards.class.getName());

    /** RFC 6585; Grizzly has no reason phrase for it. */
    private static final int TOO_MANY_REQUESTS = 429;

    private ListenerGuards() {}

    /**
     * Installs and tests the guards: refusal of malformed request heads and of HTTP/2, header timeout, connection
     * limit.
     *
     * @param server class loader of the server, whose listeners exist already
     * @param application logs refusals
     * @throws StartRefused if the guards do not fit this server, since clients could then exhaust it
     */
    static void install(ClassLoader server, ServerConfiguration configuration, Application application)
            throws StartRefused {
        try {
            Listeners listeners = GrizzlyListeners.of(server);
            GuardCheck check =
                    new GuardCheck(ListeningAddress.of(configuration.http()).reachable());
            listeners.refuseByHead(check.extend(new HeadRefusal(application)));
            listeners.restrictToHttp11();
            check.run(listeners);
            HeaderTimeout.start(listeners);
            ConnectionLimiter.start(listeners, configuration);
            registerStatuses(listeners);
        } catch (ReflectiveOperationException changed) {
            throw ExitCode.SERVER.refusal("the listeners of this Payara version are not supported: "
                    + changed.getMessage() + ". Use a version that docs/servers.md names.");
        }
    }

    /** Optional, hence no reason to refuse the start. */
    private static void registerStatuses(Listeners listeners) {
        try {
            listeners.registerStatus(TOO_MANY_REQUESTS, "Too Many Requests");
        } catch (ReflectiveOperationException changed) {
            LOG.log(
                    Level.WARNING,
                    "Responses with status {0} have no reason phrase: {1}",
                    TOO_MANY_REQUESTS,
                    changed.getMessage());
        }
    }

    /** Rule that refuses malformed request heads with a response of the application. Thread-safe. */
    private record HeadRefusal(Application application) implements HeadRule {

        private static final String END_OF_HEAD = "\r\n\r\n";

        /** Response while the application is not deployed. */
        private static final String WITHOUT_APPLICATION =
                "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\n"
                        + "Connection: close\r\nContent-Length: %d" + END_OF_HEAD + "%s";

        private static final String BODY =
                "{\"error\":\"Bad request\",\"message\":\"The request cannot be read; look at its address, headers and length.\"}";

        @Override
        public Optional<String> refusal(String head, Supplier<String> peer) {
            Optional<RequestHead> read = RequestHead.parse(head);
            Optional<RequestHead.Flaw> flaw = read.isEmpty()
                    ? Optional.of(RequestHead.Flaw.UNREADABLE)
                    : read.get().flaw();
            return flaw.map(each -> answer(peer.get(), each, head));
        }

        /** The complete response, without its body for a HEAD request. */
        private String answer(String peer, RequestHead.Flaw flaw, String head) {
            String answer = application
                    .refusalOf(peer, flaw)
                    .orElseGet(() -> String.format(WITHOUT_APPLICATION, BODY.length(), BODY));
            return head.startsWith("HEAD ")
                    ? answer.substring(0, answer.indexOf(END_OF_HEAD) + END_OF_HEAD.length())
                    : answer;
        }
    }

    /**
     * Self-test of the guards of the listeners at the start, as a client on this machine: a server may have all class
     * and member names and still behave differently. No request reaches the application.
     */
    static final class GuardCheck {

        private static final Duration LIMIT = Duration.ofSeconds(10);
        private static final Duration PAUSE = Duration.ofMillis(5);
        private static final String ANSWER =
                "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
        private static final String HTTP2_PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

        private final InetSocketAddress server;
        private final String path = "/" + UUID.randomUUID();

        /** @param server address of the listener */
        GuardCheck(InetSocketAddress server) {
            this.server = server;
        }

        /** The rule, extended by a refusal of the request of this check, whose path is random. */
        HeadRule extend(HeadRule rule) {
            return (head, peer) -> head.startsWith("GET " + path) ? Optional.of(ANSWER) : rule.refusal(head, peer);
        }

        /** @throws MissingMember if a guard has no effect */
        void run(Listeners listeners) throws ReflectiveOperationException {
            try {
                checkConnections(listeners);
                expectStatus(
                        "GET " + path + " HTTP/1.1\r\nHost: check\r\n\r\n",
                        400,
                        "a request is not refused by its head");
                expectStatus(HTTP2_PREFACE, 505, "HTTP/2 is not refused");
            } catch (IOException broken) {
                throw new MissingMember("a connection to the server on this machine failed: " + broken.getMessage());
            }
        }

        private void checkConnections(Listeners listeners) throws IOException, ReflectiveOperationException {
            try (Socket client = connect()) {
                send(client, "GET " + path + " HTTP/1.1\r\nHost:");
                Listeners.Connection seen = await(listeners, client);
                if (seen.isUsed()) {
                    throw new MissingMember("a partial request head counts as complete");
                }
                seen.close();
                try {
                    if (client.getInputStream().read() != -1) {
                        throw new MissingMember("a connection is answered instead of being closed");
                    }
                } catch (SocketTimeoutException open) {
                    throw new MissingMember("a connection is not closed");
                } catch (IOException reset) {
                    // closed as well
                }
            }
        }

        private static Listeners.Connection await(Listeners listeners, Socket client)
                throws ReflectiveOperationException {
            long end = System.nanoTime() + LIMIT.toNanos();
            Optional<Listeners.Connection> seen = find(listeners, client);
            while (seen.isEmpty()) {
                if (System.nanoTime() > end) {
                    throw new MissingMember("a connection with a partial request head is not found");
                }
                LockSupport.parkNanos(PAUSE.toNanos());
                seen = find(listeners, client);
            }
            return seen.get();
        }

        private static Optional<Listeners.Connection> find(Listeners listeners, Socket client)
                throws ReflectiveOperationException {
            for (Listeners.Connection connection : listeners.connections()) {
                if (connection
                                .peer()
                                .filter(client.getLocalSocketAddress()::equals)
                                .isPresent()
                        && connection.unfinishedHead().isPresent()) {
                    return Optional.of(connection);
                }
            }
            return Optional.empty();
        }

        private void expectStatus(String request, int status, String problem) throws IOException, MissingMember {
            String expected = "HTTP/1.1 " + status;
            try (Socket client = connect()) {
                send(client, request);
                String answer =
                        new String(client.getInputStream().readNBytes(expected.length()), StandardCharsets.US_ASCII);
                if (!answer.equals(expected)) {
                    throw new MissingMember(problem);
                }
            } catch (SocketTimeoutException silent) {
                throw new MissingMember(problem);
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
}
