package dev.sdpmcp.launcher.server;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.launcher.setting.ListeningAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Liveness probe: {@code GET /health/live} without a key, each on a new connection. Uses a socket, since the JDK's HTTP
 * client would cost half a second of CPU at the start.
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
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String line = answer.readLine();
            boolean isAnswer = line != null && line.matches("HTTP/1\\.1 [0-9]{3}.*");
            return isAnswer ? Integer.parseInt(line.substring(STATUS_FROM, STATUS_TO)) : UNANSWERED;
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
