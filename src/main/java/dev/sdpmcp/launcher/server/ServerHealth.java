package dev.sdpmcp.launcher.server;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.launcher.setting.ExitCode;
import dev.sdpmcp.launcher.setting.ListeningAddress;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Readiness and liveness of the running server, by the MBean of the application and {@code GET /health/live}. The
 * request needs no key, is not counted by rate limits and not logged. Thread-safe.
 *
 * @param probe empty if requests of this process would be refused, so that only the MBean counts
 */
public record ServerHealth(Application application, Optional<HttpProbe> probe) {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final long PAUSE_MILLIS = 50;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERROR = 500;

    public static ServerHealth of(ServerConfiguration configuration, Application application) {
        return new ServerHealth(application, HttpProbe.of(configuration));
    }

    /** Whether the server is alive. Blocks for twenty seconds at most. */
    public boolean isAlive() {
        return probe.map(server -> server.statusOfLive() == OK).orElseGet(application::isDeployed);
    }

    /** @throws StartRefused if the server is not ready within three minutes, or cannot become ready */
    void awaitReady() throws StartRefused, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!application.isReady() || !answers()) {
            refuseIfFailed();
            if (System.nanoTime() > end) {
                throw ExitCode.SERVER.refusal("the server is not ready after " + LIMIT.toSeconds() + " s; not ready: "
                        + String.join(", ", application.missing()) + ".");
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private void refuseIfFailed() throws StartRefused {
        if (!application.isDeployed()) {
            throw ExitCode.SERVER.refusal("the application was not deployed. See the server's log above.");
        }
        Map<String, ExitCode> problems = application.problems();
        if (!problems.isEmpty()) {
            // exit codes in order: problems that need a fix come before a database that may recover
            throw Collections.min(problems.values()).refusal(List.copyOf(problems.keySet()));
        }
    }

    /** Whether the application responds, and not the server with its default page. */
    private boolean answers() {
        return probe.map(HttpProbe::statusOfLive)
                .map(status -> status > 0 && status != NOT_FOUND && status < SERVER_ERROR)
                .orElse(true);
    }

    /**
     * Liveness probe: {@code GET /health/live} without a key, each on a new connection. Uses a socket, since the JDK's
     * HTTP client would cost half a second of CPU at the start.
     *
     * @param server a loopback address
     */
    record HttpProbe(InetSocketAddress server) {

        /** Timeout for the connection, and again for the status line. */
        private static final Duration LIMIT = Duration.ofSeconds(10);

        private static final int UNANSWERED = 0;
        private static final int STATUS_FROM = 9;
        private static final int STATUS_TO = 12;

        /** Probe of the configured server; empty if requests of this process would be refused. */
        static Optional<HttpProbe> of(ServerConfiguration configuration) {
            InetSocketAddress server = ListeningAddress.of(configuration.http()).reachable();
            boolean admitted =
                    configuration.access().loopback() && server.getAddress().isLoopbackAddress();
            return admitted ? Optional.of(new HttpProbe(server)) : Optional.empty();
        }

        /** HTTP status of the response, or 0 without a response. The body is not read. */
        int statusOfLive() {
            try (Socket socket = new Socket()) {
                socket.connect(server, (int) LIMIT.toMillis());
                socket.setSoTimeout((int) LIMIT.toMillis());
                String request = "GET /health/live HTTP/1.1\r\nHost: " + host() + "\r\nConnection: close\r\n\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                String line = new String(socket.getInputStream().readNBytes(STATUS_TO), StandardCharsets.US_ASCII);
                return line.matches("HTTP/1\\.1 [0-9]{3}") ? Integer.parseInt(line.substring(STATUS_FROM)) : UNANSWERED;
            } catch (IOException noAnswer) {
                return UNANSWERED;
            }
        }

        private String host() {
            InetAddress address = server.getAddress();
            String literal = address.getHostAddress();
            return (literal.indexOf(':') >= 0 ? "[" + literal + "]" : literal) + ":" + server.getPort();
        }
    }
}
