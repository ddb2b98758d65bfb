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
 * The address of the listener.
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
     * Checks that the address can be bound, since Payara would start without a listener.
     *
     * @throws StartRefused if the host is not of this machine, or the port is taken
     */
    public void check() throws StartRefused {
        try (ServerSocket socket = new ServerSocket()) {
            // as in the server: lingering connections of an earlier server are no obstacle
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port), BACKLOG);
        } catch (UnknownHostException unknown) {
            throw ExitCode.PORT.refusal("SDP_HTTP_HOST is " + host + ", which has no address. Use an IP address.");
        } catch (IOException refused) {
            throw ExitCode.PORT.refusal("cannot listen on " + host + " port " + port + " (" + refused.getMessage()
                    + "). Stop what uses it, or set SDP_HTTP_PORT to another port and SDP_HTTP_HOST to an"
                    + " address of this machine.");
        }
    }

    /** Whether a process accepts connections at the address. */
    public boolean isServed() {
        try (Socket socket = new Socket()) {
            socket.connect(reachable(), (int) CONNECT_LIMIT.toMillis());
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    /** The address for connections of this process: loopback for a wildcard address. */
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
