package dev.sdpmcp.transport;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * A connection by its two ends, which no other open connection of this machine shares.
 *
 * @param local the end of this server
 * @param remote the end of the client, or of the proxy before it
 */
record TcpConnection(InetSocketAddress local, InetSocketAddress remote) {

    /** The one on which the request came; empty if the server gives no addresses. */
    static Optional<TcpConnection> of(HttpServletRequest request) {
        IPAddress local = new IPAddressString(request.getLocalAddr()).getAddress();
        IPAddress remote = new IPAddressString(request.getRemoteAddr()).getAddress();
        return local == null || remote == null
                ? Optional.empty()
                : Optional.of(new TcpConnection(
                        new InetSocketAddress(local.toInetAddress(), request.getLocalPort()),
                        new InetSocketAddress(remote.toInetAddress(), request.getRemotePort())));
    }
}
