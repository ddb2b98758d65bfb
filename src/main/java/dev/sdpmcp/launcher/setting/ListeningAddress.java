package dev.sdpmcp.launcher.setting;

import dev.sdpmcp.config.HttpSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * Where the server will listen.
 *
 * @param host as configured
 * @param port 1 to 65535
 */
public record ListeningAddress(String host, int port) {

    private static final int BACKLOG = 1;
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);

    public static ListeningAddress of(HttpSettings http) {
        return new ListeningAddress(http.host(), http.port());
    }

    /**
     * Binds the address for a moment. Payara goes on without a listener when it cannot bind, hence the check.
     *
     * @throws StartRefused if the host is not this machine's or the port is taken
     */
    public void check() throws StartRefused {
        try {
            bindOnce(InetAddress.getByName(host));
        } catch (UnknownHostException unknown) {
            throw new StartRefused(
                    ExitCode.PORT, "SDP_HTTP_HOST is " + host + ", which has no address. Use an IP address.");
        } catch (IOException refused) {
            throw new StartRefused(
                    ExitCode.PORT,
                    "cannot listen on " + host + " port " + port + " (" + refused.getMessage()
                            + "). Stop what uses it, or set SDP_HTTP_PORT to another port and SDP_HTTP_HOST to an"
                            + " address of this machine.");
        }
    }

    private void bindOnce(InetAddress address) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            // as the server will: connections of an earlier server that linger do not count
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port), BACKLOG);
        }
    }

    /** Whether somebody accepts connections there now. */
    public boolean isServed() {
        try (Socket socket = new Socket()) {
            socket.connect(reachable(), (int) CONNECT_LIMIT.toMillis());
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    /** Where this process reaches the listener: loopback if it listens everywhere. */
    public InetSocketAddress reachable() {
        InetSocketAddress bound = new InetSocketAddress(host, port);
        return bound.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port)
                : bound;
    }

    /** {@code http://HOST:PORT}. */
    public String url() {
        return "http://" + (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ":" + port;
    }
}
