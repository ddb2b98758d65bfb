package dev.sdpmcp.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestedHostTest {

    private final RequestedHost names =
            new RequestedHost(List.of("localhost", "127.0.0.1", "::1"), List.of("https://chat.example.com"));

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:3000", "127.0.0.1:3000", "[::1]", "[::1]:3000", " localhost "})
    void answers_to_its_names_with_any_port(String host) {
        assertThat(names.admitsHost(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "evil.example.com",
                "localhost.evil.example.com",
                "localhost:3000:1",
                "localhost:",
                "localhost:x",
                "localhost,evil",
                "localhost@evil",
                "[::1]evil",
                "[::1",
                "::1",
                "[localhost]evil",
                "127.0.0.1.",
                "user@localhost"
            })
    void answers_to_no_other(String host) {
        assertThat(names.admitsHost(host)).isFalse();
    }

    @Test
    void wants_a_name() {
        assertThat(names.admitsHost(null)).isFalse();
    }

    @Test
    void admits_the_listed_origins_and_who_is_no_browser() {
        assertThat(names.admitsOrigin(null)).isTrue();
        assertThat(names.admitsOrigin("https://Chat.Example.com")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "",
                "http://chat.example.com",
                "https://chat.example.com:444",
                "https://chat.example.com.evil.com",
                "https://chat.example.com,https://chat.example.com",
                "*"
            })
    void admits_no_other_origin(String origin) {
        assertThat(names.admitsOrigin(origin)).isFalse();
    }
}
