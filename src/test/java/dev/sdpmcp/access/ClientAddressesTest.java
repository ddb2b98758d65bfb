package dev.sdpmcp.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.access.ClientAddresses.Finding;
import dev.sdpmcp.access.ClientAddresses.Found;
import inet.ipaddr.IPAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressesTest {

    private static final String PROXY = "127.0.0.1";
    private static final String STRANGER = "203.0.113.66";

    private final ClientAddresses addresses =
            new ClientAddresses(new AddressRanges(List.of("127.0.0.0/8", "10.9.0.0/16")));
    private final Map<String, List<String>> headers = new HashMap<>();

    private ClientAddressesTest with(String name, String... values) {
        headers.put(name, List.of(values));
        return this;
    }

    private Found from(String peer) {
        return addresses.find(peer, name -> headers.getOrDefault(name, List.of()));
    }

    private static String text(Found found) {
        return found.address().map(IPAddress::toCanonicalString).orElse("none");
    }

    private void assertForwarded(String client) {
        Found found = from(PROXY);
        assertThat(found.finding()).isEqualTo(Finding.FORWARDED);
        assertThat(text(found)).isEqualTo(client);
    }

    private void assertUnclear() {
        Found found = from(PROXY);
        assertThat(found.finding()).isEqualTo(Finding.UNCLEAR);
        assertThat(found.address()).isEmpty();
    }

    @Test
    void takes_the_peer_if_no_header_says_otherwise() {
        Found found = from(STRANGER);

        assertThat(found.finding()).isEqualTo(Finding.PEER);
        assertThat(text(found)).isEqualTo(STRANGER);
    }

    @Test
    void knows_a_mapped_peer_and_one_with_a_zone() {
        assertThat(text(from("::ffff:203.0.113.66"))).isEqualTo(STRANGER);
        assertThat(text(from("fe80::1%eth0"))).isEqualTo("fe80::1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "X-Real-IP"})
    void ignores_what_a_stranger_says_of_himself(String header) {
        Found found = with(header, "127.0.0.1").from(STRANGER);

        assertThat(found.finding()).isEqualTo(Finding.PEER_HEADER_IGNORED);
        assertThat(text(found)).isEqualTo(STRANGER);
    }

    @Test
    void ignores_a_strangers_rfc_7239_too() {
        assertThat(text(with("Forwarded", "for=127.0.0.1").from(STRANGER))).isEqualTo(STRANGER);
    }

    @Test
    void believes_a_trusted_proxy() {
        with("X-Forwarded-For", "198.51.100.7").assertForwarded("198.51.100.7");
    }

    @Test
    void walks_from_the_right_to_the_first_that_is_no_proxy() {
        with("X-Forwarded-For", "127.0.0.1, 198.51.100.7, 10.9.0.1", "10.9.0.2").assertForwarded("198.51.100.7");
    }

    @Test
    void is_not_fooled_by_what_the_client_wrote_before_the_proxy_did() {
        with("X-Forwarded-For", "127.0.0.1, 10.0.0.5, 198.51.100.7").assertForwarded("198.51.100.7");
    }

    @Test
    void is_not_fooled_by_a_chain_longer_than_it_reads() {
        with("X-Forwarded-For", "127.0.0.1, ".repeat(100) + "198.51.100.7").assertForwarded("198.51.100.7");
    }

    @Test
    void takes_the_far_end_if_everybody_is_a_proxy() {
        with("X-Forwarded-For", "10.9.0.7, 10.9.0.8").assertForwarded("10.9.0.7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for=198.51.100.7",
                "For=\"198.51.100.7:4711\"",
                "for=198.51.100.7;proto=https;by=10.9.0.1",
                "for=127.0.0.1, for=198.51.100.7",
                "for=198.51.100.7, for=10.9.0.3;host=desk.example.com"
            })
    void reads_rfc_7239(String header) {
        with("Forwarded", header).assertForwarded("198.51.100.7");
    }

    @Test
    void reads_ipv6_with_brackets_and_port() {
        with("Forwarded", "for=\"[2001:db8::7]:4711\"").assertForwarded("2001:db8::7");
        headers.clear();
        with("X-Forwarded-For", "2001:db8::7").assertForwarded("2001:db8::7");
        headers.clear();
        with("X-Forwarded-For", "[2001:db8::7]").assertForwarded("2001:db8::7");
    }

    @Test
    void believes_nobody_when_a_second_kind_of_header_says_something_else() {
        with("X-Forwarded-For", "198.51.100.7")
                .with("Forwarded", "for=10.0.0.5")
                .assertUnclear();
        headers.clear();
        with("X-Forwarded-For", "198.51.100.7").with("X-Real-IP", "10.0.0.5").assertUnclear();
    }

    @Test
    void takes_two_kinds_of_header_that_agree() {
        with("X-Forwarded-For", "198.51.100.7")
                .with("X-Real-IP", "198.51.100.7")
                .assertForwarded("198.51.100.7");
    }

    @Test
    void lets_a_header_that_knows_of_a_proxy_only_yield_to_one_that_knows_of_the_client() {
        with("X-Forwarded-For", "198.51.100.7, 10.9.0.3")
                .with("X-Real-IP", "10.9.0.3")
                .assertForwarded("198.51.100.7");
    }

    @Test
    void believes_no_second_real_ip() {
        with("X-Real-IP", "10.0.0.5", "198.51.100.7").assertUnclear();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown", "198.51.100.7, unknown", "localhost", "198.51.100.7:port", "198.51.100.7:123456",
                "[2001:db8::7", "[2001:db8::7]x", "198.51.100.0/24", "1.2.3", "198.51.100.7 198.51.100.8"
            })
    void refuses_a_hop_that_it_cannot_read(String header) {
        with("X-Forwarded-For", header).assertUnclear();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proto=https",
                "for=_hidden",
                "for=198.51.100.7;for=10.0.0.5",
                // what comes of a Host header with quotes, commas and semicolons that a proxy copies into its element
                "for=198.51.100.7;host=\"a,for=10.0.0.5\"",
                "for=198.51.100.7;host=\"a,for=10.0.0.5,\"",
                "for=198.51.100.7;host=\"a,for=10.0.0.5;b=\"",
                "for=198.51.100.7;host=\"a,for=10.0.0.5;b=\\\"\"",
                "host=\"a;for=10.0.0.5\";for=198.51.100.7"
            })
    void refuses_an_element_that_may_be_half_of_one(String header) {
        with("Forwarded", header).assertUnclear();
    }

    @Test
    void takes_an_empty_header_for_none() {
        Found found = with("X-Forwarded-For", "", " , ").from(PROXY);

        assertThat(found.finding()).isEqualTo(Finding.PEER);
        assertThat(text(found)).isEqualTo(PROXY);
    }

    @Test
    void trusts_nobody_when_no_proxy_is_configured() {
        ClientAddresses none = new ClientAddresses(new AddressRanges(List.of()));

        Found found = none.find(PROXY, name -> name.equals("X-Real-IP") ? List.of("198.51.100.7") : List.of());

        assertThat(text(found)).isEqualTo(PROXY);
    }
}
