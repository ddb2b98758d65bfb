package dev.sdpmcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kernel says of connections; {@code LauncherIT} has a whole server look at it. */
@Tag("component")
class ConnectionTableTest {

    @TempDir
    Path folder;

    private static ConnectionTable.TcpConnection acceptedAs(Socket accepted) {
        return new ConnectionTable.TcpConnection(
                new InetSocketAddress(accepted.getLocalAddress(), accepted.getLocalPort()),
                new InetSocketAddress(accepted.getInetAddress(), accepted.getPort()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void a_connection_is_closed_by_its_peer_once_that_has_closed_it(String address) throws IOException {
        ConnectionTable table = ConnectionTable.ofThisMachine();
        Assumptions.assumeFalse(table.files().isEmpty(), "there is no such table on this system");
        InetAddress loopback = InetAddress.getByName(address);
        try (ServerSocket server = new ServerSocket(0, 1, loopback)) {
            Socket accepted;
            try (Socket client = new Socket(loopback, server.getLocalPort())) {
                accepted = server.accept();
                client.getOutputStream().write(1);
                assertThat(table.closedByPeer()).doesNotContain(acceptedAs(accepted));
            }
            try (accepted) {
                InputStream input = accepted.getInputStream();
                assertThat(input.read()).isEqualTo(1);
                assertThat(input.read()).as("the end has arrived").isEqualTo(-1);
                assertThat(table.closedByPeer()).contains(acceptedAs(accepted));
            }
        }
    }

    @Test
    void other_states_and_other_lines_are_left_out() throws IOException {
        Path file = Files.write(
                folder.resolve("tcp"),
                List.of(
                        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid",
                        "   0: " + hex(127, 0, 0, 1) + ":0BB8 " + hex(10, 0, 0, 7) + ":D431 08 00000000:00000001 00:0",
                        "   1: " + hex(127, 0, 0, 1) + ":0BB8 " + hex(10, 0, 0, 7) + ":D432 01 00000000:00000001 00:0",
                        "   2: " + hex(127, 0, 0, 1) + ":0BB8 00000000:0000 0A 00000000:00000000 00:00000000",
                        "   3: 08"));

        assertThat(new ConnectionTable(List.of(file)).closedByPeer())
                .containsExactly(new ConnectionTable.TcpConnection(
                        new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 3000),
                        new InetSocketAddress(InetAddress.getByAddress(new byte[] {10, 0, 0, 7}), 0xD431)));
    }

    /** As the kernel writes an address: its bytes as one number of this machine. */
    private static String hex(int... bytes) {
        ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder());
        for (int each : bytes) {
            buffer.put((byte) each);
        }
        return "%08X".formatted(buffer.getInt(0));
    }
}
