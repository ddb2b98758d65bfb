package dev.sdpmcp.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.access.ClientAddresses.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientAddressCacheTest {

    private final ClientAddressCache book = book(false);

    private static ClientAddressCache book(boolean admitsLoopback) {
        return new ClientAddressCache(
                new ClientAddresses(new AddressRanges(List.of("127.0.0.1"))),
                new AddressRanges(List.of("10.0.0.0/8", "2001:db8::/32")),
                admitsLoopback);
    }

    private ClientAddressCache.Entry direct(String peer) {
        return book.lookUp(peer, name -> List.of());
    }

    private ClientAddressCache.Entry forwarded(String client) {
        return book.lookUp("127.0.0.1", name -> name.equals("X-Forwarded-For") ? List.of(client) : List.of());
    }

    @Test
    void tells_who_may_come_the_first_time_and_every_time() {
        for (int time = 0; time < 3; time++) {
            assertThat(direct("10.0.0.1").allowed()).isTrue();
            assertThat(direct("11.0.0.1").allowed()).isFalse();
            assertThat(direct("127.0.0.1").allowed()).isFalse();
            assertThat(forwarded("10.0.0.1").allowed()).isTrue();
            assertThat(forwarded("11.0.0.1").allowed()).isFalse();
        }
    }

    @Test
    void lets_this_machine_itself_in_and_nobody_in_its_name() {
        ClientAddressCache lenient = book(true);

        assertThat(lenient.lookUp("127.0.0.1", name -> List.of()).allowed()).isTrue();
        assertThat(lenient.lookUp("::1", name -> List.of()).allowed()).isTrue();
        assertThat(lenient.lookUp("11.0.0.1", name -> List.of()).allowed()).isFalse();
        for (String header : ClientAddressCache.HEADERS) {
            // from a trusted proxy, and from a peer on this machine that is none
            assertThat(lenient.lookUp("127.0.0.1", name -> name.equals(header) ? List.of("11.0.0.1") : List.of())
                            .allowed())
                    .isFalse();
            assertThat(lenient.lookUp("127.0.0.2", name -> name.equals(header) ? List.of("127.0.0.1") : List.of())
                            .allowed())
                    .as("%s of a peer that is no trusted proxy", header)
                    .isFalse();
        }
    }

    @Test
    void keeps_clients_behind_one_proxy_apart() {
        assertThat(forwarded("10.0.0.1").address()).isEqualTo("10.0.0.1");
        assertThat(forwarded("10.0.0.2").address()).isEqualTo("10.0.0.2");
    }

    @Test
    void tells_a_request_with_a_header_from_one_without() {
        assertThat(direct("10.0.0.1").finding()).isEqualTo(Finding.PEER);
        assertThat(book.lookUp("10.0.0.1", name -> List.of("10.0.0.9")).finding())
                .isEqualTo(Finding.PEER_HEADER_IGNORED);
    }

    @Test
    void lets_nobody_in_whose_address_is_unclear() {
        ClientAddressCache.Entry unclear = forwarded("nonsense");

        assertThat(unclear.allowed()).isFalse();
        assertThat(unclear.address()).isEqualTo("127.0.0.1");
    }

    @Test
    void counts_an_ipv6_client_as_its_network() {
        assertThat(direct("2001:db8:1:2:3::4").network()).isEqualTo("2001:db8:1:2::/64");
        assertThat(direct("2001:db8:1:2:ffff::4").network()).isEqualTo("2001:db8:1:2::/64");
        assertThat(direct("2001:db8:1:2:3::4").address()).isEqualTo("2001:db8:1:2:3::4");
        assertThat(direct("::ffff:10.0.0.1").network()).isEqualTo("10.0.0.1");
    }

    @Test
    void remembers_a_bounded_number() {
        for (int i = 0; i < 3 * ClientAddressCache.MAX_ENTRIES; i++) {
            forwarded("10.0." + i / 256 + "." + i % 256);
        }

        assertThat(book.size()).isBetween(1, ClientAddressCache.MAX_ENTRIES);
    }

    @Test
    void remembers_no_long_story() {
        forwarded("10.0.0.1, ".repeat(500) + "10.0.0.1");

        assertThat(book.size()).isZero();
    }

    @Test
    void knows_who_is_on_this_machine_and_who_only_comes_through_it() {
        assertThat(direct("127.0.0.1").local()).isTrue();
        assertThat(direct("::1").local()).isTrue();
        assertThat(direct("10.0.0.1").local()).isFalse();
        assertThat(forwarded("10.0.0.1").local()).isFalse();
    }
}
