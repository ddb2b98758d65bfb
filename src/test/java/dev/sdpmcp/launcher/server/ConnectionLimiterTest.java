package dev.sdpmcp.launcher.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConnectionLimiterTest {

    private final ConnectionLimiter.Holders holders = new ConnectionLimiter.Holders(
            List.of("10.1.2.3", "127.0.0.0/8", "2001:db8::/33", "::ffff:192.168.4.0/118"));

    private @Nullable String holderOf(String address) throws UnknownHostException {
        return holders.of(InetAddress.getByName(address));
    }

    @Test
    void a_holder_is_an_ipv4_address_or_an_ipv6_network() throws UnknownHostException {
        assertThat(holderOf("192.0.2.1"))
                .isEqualTo(holderOf("::ffff:192.0.2.1"))
                .isNotEqualTo(holderOf("192.0.2.2"));
        assertThat(holderOf("2001:db9:0:1::1"))
                .isEqualTo(holderOf("2001:db9:0:1:ffff::2"))
                .isNotEqualTo(holderOf("2001:db9:0:2::1"));
    }

    @Test
    void a_trusted_proxy_is_no_holder() throws UnknownHostException {
        assertThat(holderOf("10.1.2.3")).isNull();
        assertThat(holderOf("10.1.2.4")).isNotNull();
        assertThat(holderOf("127.200.0.1")).isNull();
        assertThat(holderOf("128.0.0.1")).isNotNull();
        assertThat(holderOf("2001:db8:7fff::1")).isNull();
        assertThat(holderOf("2001:db8:8000::1")).isNotNull();
        assertThat(holderOf("192.168.7.255")).isNull();
        assertThat(holderOf("192.168.8.0")).isNotNull();
    }

    @Test
    void a_name_is_not_looked_up() {
        assertThatThrownBy(() -> new ConnectionLimiter.Holders(List.of("proxy.example")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
