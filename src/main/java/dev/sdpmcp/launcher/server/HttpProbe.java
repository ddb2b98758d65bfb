package dev.sdpmcp.launcher.server;

import dev.sdpmcp.config.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * One HTTP request on a connection of its own. A socket instead of the JDK's client, which would cost the start half a
 * second of CPU.
 */
final class HttpProbe {

    /** In the place of a status. */
    static final int UNANSWERED = 0;

    private static final int STATUS_FROM = 9;
    private static final int STATUS_TO = 12;

    private final InetSocketAddress server;
    private final String host;
    private final Duration limit;
    private final Optional<Secret> key;
    private final String more;

    private HttpProbe(InetSocketAddress server, String host, Duration limit, Optional<Secret> key, String more) {
        this.server = server;
        this.host = host;
        this.limit = limit;
        this.key = key;
        this.more = more;
    }

    /**
     * @param host what to say in the Host header
     * @param limit for the connection, and again for the first line of the answer
     * @param key an API key, since requests without one would count against this address
     */
    HttpProbe(InetSocketAddress server, String host, Duration limit, Secret key) {
        this(server, host, limit, Optional.of(key), "");
    }

    /** The same as a proxy on this machine that calls for a client. */
    HttpProbe onBehalfOf(String client) {
        return new HttpProbe(server, host, limit, key, "\r\nX-Forwarded-For: " + client);
    }

    /** The same without a key, for what is open to all: a key that is retired while the server runs would be refused. */
    HttpProbe withoutKey() {
        return new HttpProbe(server, host, limit, Optional.empty(), more);
    }

    /** By which this process calls the server, and the server knows it if it is the same machine. */
    String address() {
        return server.getAddress().getHostAddress();
    }

    /** The status of the answer, or 0 if there was none. The body is not read. */
    int status(String method, String path) {
        try (Socket socket = new Socket()) {
            socket.connect(server, (int) limit.toMillis());
            socket.setSoTimeout((int) limit.toMillis());
            String request = method + " " + path + " HTTP/1.1\r\nHost: " + host
                    + key.map(secret -> "\r\nX-API-Key: " + secret.reveal()).orElse("") + more
                    + "\r\nContent-Type: application/json\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
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
}
