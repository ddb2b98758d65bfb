package dev.sdpmcp.launcher.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.config.AccessSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaysInTest {

    private static Optional<String> client(List<String> allowed, List<String> proxies) {
        return WaysIn.client(new AccessSettings(List.of(), allowed, proxies, true));
    }

    @Test
    void a_trusted_proxy_here_calls_for_a_range_of_clients_rather_than_for_one_of_them() {
        List<String> proxies = List.of("192.0.2.7", "127.0.0.0/8");

        assertThat(client(List.of("192.0.2.20", "10.0.0.0/8"), proxies)).contains("10.0.0.0");
        assertThat(client(List.of("192.0.2.20"), proxies)).contains("192.0.2.20");
        assertThat(client(List.of("2001:db8::/32"), List.of("::1"))).contains("2001:db8::");
    }

    @Test
    void nobody_is_named_to_a_server_that_believes_nobody_here() {
        assertThat(client(List.of("10.0.0.0/8"), List.of())).isEmpty();
        assertThat(client(List.of("10.0.0.0/8"), List.of("192.0.2.7"))).isEmpty();
    }
}
