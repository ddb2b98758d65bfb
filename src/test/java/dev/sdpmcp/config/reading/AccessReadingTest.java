package dev.sdpmcp.config.reading;

import static dev.sdpmcp.config.reading.Given.KEY;
import static dev.sdpmcp.config.reading.Given.OTHER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.config.AccessSettings;
import dev.sdpmcp.config.ApiKey;
import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.ToolBounds;
import dev.sdpmcp.config.ToolBounds.Limit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessReadingTest {

    @Test
    void reads_named_and_unnamed_keys_and_admins() {
        AccessSettings access = Given.validValues()
                .with("SDP_API_KEYS", KEY + ", ci:" + OTHER_KEY)
                .with("SDP_ADMIN_API_KEYS", "a".repeat(32))
                .read()
                .access();

        assertThat(access.apiKeys())
                .containsExactly(
                        new ApiKey("key-1", new Secret(KEY), false),
                        new ApiKey("ci", new Secret(OTHER_KEY), false),
                        new ApiKey("admin-1", new Secret("a".repeat(32)), true));
    }

    @ParameterizedTest
    @CsvSource({
        "'ann=read,ci=lead',                        all,     READ,   all,                CHANGE",
        "'ann=agent,*=lead',                        default, CHANGE, all,                CHANGE",
        "'*=Requests+Solutions+READONLY,ann=admin', all,     DELETE, requests solutions, READ",
    })
    void gives_each_key_its_rights(String rights, String annsToolsets, Limit annsLimit, String others, Limit limit) {
        List<ApiKey> keys = Given.validValues()
                .with("SDP_API_KEYS", "ann:" + KEY + ", ci:" + OTHER_KEY)
                .with("SDP_KEY_RIGHTS", rights)
                .read()
                .access()
                .apiKeys();

        assertThat(keys.get(0).tools()).isEqualTo(new ToolBounds(Set.of(annsToolsets.split(" ")), annsLimit));
        assertThat(keys.get(1).tools()).isEqualTo(new ToolBounds(Set.of(others.split(" ")), limit));
    }

    @ParameterizedTest
    @CsvSource({
        "ann=agent,            names no rights of the key \"ci\"",
        "'anne=read,ci=read',  names no rights of the key \"ann\"",
        "'ann=boss,ci=read',   entry 1 of 2 is not NAME=RIGHTS",
        "'ann=requests+,ci=read', entry 1 of 2 is not NAME=RIGHTS",
        "'read,*=read',        entry 1 of 2 is not NAME=RIGHTS",
        "'*=readonly',         entry 1 of 1 is not NAME=RIGHTS",
        "'*=read,*=lead',      names \"*\" twice",
        "'anne=read,*=lead',   'names \"anne\", which no key is called'",
    })
    void refuses_rights_that_are_not_clear(String rights, String problem) {
        assertThat(Given.validValues()
                        .with("SDP_API_KEYS", "ann:" + KEY + ", ci:" + OTHER_KEY)
                        .with("SDP_KEY_RIGHTS", rights)
                        .problems())
                .anySatisfy(each -> assertThat(each).startsWith("SDP_KEY_RIGHTS " + problem));
    }

    @Test
    void reads_what_the_server_offers() {
        assertThat(Given.validValues().read().access().tools())
                .isEqualTo(new ToolBounds(Set.of(ToolBounds.DEFAULT), Limit.DELETE));
        assertThat(Given.validValues()
                        .with("SDP_TOOLSETS", "Requests, solutions")
                        .with("SDP_READ_ONLY", "true")
                        .read()
                        .access()
                        .tools())
                .isEqualTo(new ToolBounds(Set.of("requests", "solutions"), Limit.READ));
        assertThat(Given.validValues().with("SDP_TOOLSETS", "request").problem())
                .startsWith("SDP_TOOLSETS holds \"request\". Give names of: default, all, requests");
    }

    @Test
    void requires_a_key_and_names_the_command_to_make_one() {
        assertThat(Given.validValues().without("SDP_API_KEYS").problem())
                .startsWith("SDP_API_KEYS is not set.")
                .contains("openssl rand -hex 32");
    }

    @Test
    void refuses_a_short_key_without_showing_it() {
        assertThat(Given.validValues().with("SDP_API_KEYS", KEY + ",ci:hunter2").problem())
                .startsWith("SDP_API_KEYS entry 2 of 2 is a key of 7 characters; 32 or more are needed.")
                .doesNotContain("hunter2", "ci:");
    }

    @Test
    void takes_a_key_of_exactly_32_characters() {
        String shortest = "k".repeat(32);
        assertThat(Given.validValues()
                        .with("SDP_API_KEYS", shortest)
                        .read()
                        .access()
                        .apiKeys())
                .hasSize(1);
        assertThat(Given.validValues()
                        .with("SDP_API_KEYS", shortest.substring(1))
                        .problem())
                .contains("31 characters");
    }

    @Test
    void refuses_a_key_given_twice_even_to_an_admin() {
        assertThat(Given.validValues().with("SDP_API_KEYS", KEY + ",ci:" + KEY).problem())
                .startsWith("SDP_API_KEYS entry 2 of 2 is the same key")
                .doesNotContain(KEY);
        assertThat(Given.validValues().with("SDP_ADMIN_API_KEYS", KEY).problem())
                .startsWith("SDP_ADMIN_API_KEYS entry 1 of 1 is the same key");
    }

    @Test
    void refuses_a_name_given_twice() {
        assertThat(Given.validValues()
                        .with("SDP_API_KEYS", "ci:" + KEY + ",ci:" + OTHER_KEY)
                        .problem())
                .startsWith("SDP_API_KEYS entry 2 of 2 has the name of an earlier entry");
    }

    @ParameterizedTest
    @ValueSource(strings = {":", "two words:", "a:b:"})
    void refuses_an_invalid_name_without_showing_it(String name) {
        assertThat(Given.validValues().with("SDP_API_KEYS", name + KEY).problem())
                .startsWith("SDP_API_KEYS entry 1 of 1 ")
                .doesNotContain(KEY);
    }

    @Test
    void admits_loopback_while_bound_to_loopback() {
        AccessSettings access = Given.validValues().read().access();

        assertThat(access.allowedAddresses()).containsExactly("127.0.0.0/8", "::1");
        assertThat(access.trustedProxies()).containsExactly("127.0.0.0/8", "::1");
        assertThat(access.admitsEveryAddress()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.10", "desk.example.com"})
    void requires_an_allowlist_unless_bound_to_loopback(String host) {
        assertThat(Given.validValues().with("SDP_HTTP_HOST", host).problem())
                .startsWith("SDP_ALLOWED_IPS is not set, but SDP_HTTP_HOST is " + host);
        Given.validValues()
                .with("SDP_HTTP_HOST", host)
                .with("SDP_ALLOWED_IPS", "10.0.0.0/8")
                .read();
    }

    @Test
    void admits_everyone_only_if_configured() {
        assertThat(Given.validValues()
                        .with("SDP_ALLOWED_IPS", "*")
                        .read()
                        .access()
                        .admitsEveryAddress())
                .isTrue();
        assertThat(Given.validValues().with("SDP_ALLOWED_IPS", "10.0.0.1,*").problem())
                .startsWith("SDP_ALLOWED_IPS holds \"*\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.0/33", "10.0.0", "10.0.0.256", "::1/129", "fe80::1%eth0", "example.com", "1::2::3", "/8"
            })
    void refuses_an_entry_that_is_neither_address_nor_range(String entry) {
        assertThat(Given.validValues().with("SDP_ALLOWED_IPS", entry).problem())
                .startsWith("SDP_ALLOWED_IPS holds \"" + entry + "\"");
        assertThat(Given.validValues().with("SDP_TRUSTED_PROXIES", entry).problem())
                .startsWith("SDP_TRUSTED_PROXIES holds \"" + entry + "\"");
    }

    @Test
    void trusts_no_proxy_if_configured_so() {
        assertThat(Given.validValues()
                        .with("SDP_TRUSTED_PROXIES", "none")
                        .read()
                        .access()
                        .trustedProxies())
                .isEmpty();
    }
}
