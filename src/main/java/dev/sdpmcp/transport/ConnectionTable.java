package dev.sdpmcp.transport;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The connection table of the kernel (proc(5), {@code /proc/net/tcp}). It shows what neither servlets nor Java
 * report: that the peer has closed a connection that nobody reads from. Linux only.
 *
 * @param files one for each version of IP
 */
record ConnectionTable(List<Path> files) {

    private static final String CLOSE_WAIT = "08";

    /** Number, local end, remote end, state. */
    private static final Pattern ROW = Pattern.compile(
            " *[0-9]+: ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) " + CLOSE_WAIT
                    + " .*");

    private static final int HEX = 16;

    ConnectionTable {
        files = List.copyOf(files);
    }

    /** The table of the network namespace of this process; empty on other systems. */
    static ConnectionTable ofThisMachine() {
        return new ConnectionTable(Stream.of("/proc/self/net/tcp", "/proc/self/net/tcp6")
                .map(Path::of)
                .filter(Files::isReadable)
                .toList());
    }

    /**
     * Connections that are open here and closed by the peer.
     *
     * @throws UncheckedIOException if the table cannot be read
     */
    Set<TcpConnection> closedByPeer() {
        Set<TcpConnection> closed = new HashSet<>();
        for (Path file : files) {
            try (Stream<String> rows = Files.lines(file, StandardCharsets.ISO_8859_1)) {
                rows.map(ConnectionTable::closedByPeer)
                        .flatMap(Optional::stream)
                        .forEach(closed::add);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return closed;
    }

    private static Optional<TcpConnection> closedByPeer(String row) {
        Matcher columns = ROW.matcher(row);
        return columns.matches()
                ? Optional.of(new TcpConnection(
                        end(columns.group(1), columns.group(2)), end(columns.group(3), columns.group(4))))
                : Optional.empty();
    }

    /** The address is a sequence of four-byte numbers, each in the byte order of the machine. */
    private static InetSocketAddress end(String address, String port) {
        ByteBuffer numbers = ByteBuffer.wrap(HexFormat.of().parseHex(address));
        ByteBuffer bytes = ByteBuffer.allocate(numbers.capacity()).order(ByteOrder.nativeOrder());
        while (numbers.hasRemaining()) {
            bytes.putInt(numbers.getInt());
        }
        try {
            return new InetSocketAddress(InetAddress.getByAddress(bytes.array()), Integer.parseInt(port, HEX));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("4 and 16 bytes are an address", impossible);
        }
    }

    /**
     * A TCP connection, identified by its two endpoints.
     *
     * @param local the endpoint of this server
     * @param remote the endpoint of the client, or of the proxy before it
     */
    record TcpConnection(InetSocketAddress local, InetSocketAddress remote) {

        /** The connection of the request; empty if the server gives no addresses. */
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
}
