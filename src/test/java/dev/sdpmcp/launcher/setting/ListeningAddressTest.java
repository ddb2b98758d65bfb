package dev.sdpmcp.launcher.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("component")
class ListeningAddressTest {

    @Test
    void refuses_a_taken_port_until_it_is_free() throws Exception {
        ListeningAddress address;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = new ListeningAddress("127.0.0.1", taken.getLocalPort());

            StartRefused refused = catchThrowableOfType(StartRefused.class, address::check);

            assertThat(refused.exitCode()).isEqualTo(ExitCode.PORT);
            assertThat(refused)
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("SDP_HTTP_PORT");
        }
        address.check();
    }

    @Test
    void refuses_an_address_of_another_machine() throws IOException {
        ListeningAddress address = new ListeningAddress("192.0.2.1", 3000);

        assertThat(catchThrowableOfType(StartRefused.class, address::check)).hasMessageContaining("SDP_HTTP_HOST");
    }

    @Test
    void is_reachable_by_loopback_for_a_wildcard() {
        assertThat(new ListeningAddress("0.0.0.0", 3000)
                        .reachable()
                        .getAddress()
                        .isLoopbackAddress())
                .isTrue();
        assertThat(new ListeningAddress("::1", 3000).url()).isEqualTo("http://[::1]:3000");
    }
}
