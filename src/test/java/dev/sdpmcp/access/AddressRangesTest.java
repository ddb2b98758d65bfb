package dev.sdpmcp.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangesTest {

    private static boolean admits(String range, String address) {
        return new AddressRanges(List.of(range))
                .contains(AddressRanges.parse(address).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.5, 10.0.0.5",
        "10.0.0.0/8, 10.255.255.255",
        "10.0.0.7/8, 10.1.2.3",
        "0.0.0.0/0, 203.0.113.9",
        "2001:db8::/32, 2001:db8:ffff::1",
        "2001:DB8::1, 2001:0db8:0:0:0:0:0:1",
        "::1, 0:0:0:0:0:0:0:1",
        "10.0.0.0/8, ::ffff:10.1.2.3",
        "::ffff:10.1.2.3, 10.1.2.3",
        "::ffff:10.0.0.0/104, 10.200.0.1",
        "*, 203.0.113.9",
        "*, 2001:db8::1"
    })
    void holds_what_is_in_the_range_however_it_is_spelled(String range, String address) {
        assertThat(admits(range, address)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.5, 10.0.0.6",
        "10.0.0.0/8, 11.0.0.0",
        "10.0.0.0/31, 10.0.0.2",
        "2001:db8::/32, 2001:db9::1",
        "0.0.0.0/0, 2001:db8::1",
        "::/0, 10.0.0.1",
        "::ffff:10.0.0.0/104, 11.0.0.1",
        "127.0.0.0/8, ::1"
    })
    void holds_nothing_else(String range, String address) {
        assertThat(admits(range, address)).isFalse();
    }

    @Test
    void an_empty_list_holds_nobody() {
        assertThat(new AddressRanges(List.of())
                        .contains(AddressRanges.parse("127.0.0.1").orElseThrow()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "localhost",
                "example.com",
                "10.0.0",
                "10.1",
                "167772161",
                "0x0a000001",
                "010.0.0.1",
                "10.0.0.1-5",
                "10.0.*.1",
                "10.0.0.256",
                "10.0.0.1/33",
                "::1/129",
                "1::2::3",
                "/8",
                "10.0.0.1/255.0.0.0",
                "a.b.c.d",
                "4)+k&C#VzJ4br>0wv%Yp",
                "*"
            })
    void takes_no_other_spelling_for_an_address(String text) {
        assertThat(AddressRanges.parse(text)).isEmpty();
    }

    @Test
    void refuses_a_list_with_an_entry_that_it_cannot_read() {
        assertThatThrownBy(() -> new AddressRanges(List.of("10.0.0.1", "office")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("office");
    }
}
