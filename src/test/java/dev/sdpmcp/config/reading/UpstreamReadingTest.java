package dev.sdpmcp.config.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.config.DataCentre;
import dev.sdpmcp.config.UpstreamSettings;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamReadingTest {

    @ParameterizedTest
    @CsvSource({
        "us, sdpondemand.manageengine.com, accounts.zoho.com",
        "eu, sdpondemand.manageengine.eu, accounts.zoho.eu",
        "in, sdpondemand.manageengine.in, accounts.zoho.in",
        "au, servicedeskplus.net.au, accounts.zoho.com.au",
        "cn, servicedeskplus.cn, accounts.zoho.com.cn",
        "jp, servicedeskplus.jp, accounts.zoho.jp",
        "ca, servicedeskplus.ca, accounts.zohocloud.ca",
        "uk, servicedeskplus.uk, accounts.zoho.uk",
        "sa, servicedeskplus.sa, accounts.zoho.sa"
    })
    void each_data_centre_brings_both_its_hosts_and_each_can_be_given(String centre, String api, String accounts) {
        UpstreamSettings upstream =
                Given.soundValues().with("SDP_DATA_CENTER", centre).read().upstream();
        UpstreamSettings otherAccounts = Given.soundValues()
                .with("SDP_DATA_CENTER", centre)
                .with("SDP_ACCOUNTS_URL", "https://accounts.example.org")
                .read()
                .upstream();

        assertThat(upstream.apiBase()).isEqualTo(URI.create("https://" + api + "/app/itdesk/api/v3"));
        assertThat(upstream.oauth().accounts()).isEqualTo(URI.create("https://" + accounts));
        assertThat(otherAccounts.apiBase()).isEqualTo(upstream.apiBase());
        assertThat(otherAccounts.oauth().accounts()).isEqualTo(URI.create("https://accounts.example.org"));
    }

    @Test
    void knows_nine_data_centres() {
        assertThat(DataCentre.values()).hasSize(9);
    }

    @Test
    void given_hosts_win_over_the_data_centre() {
        UpstreamSettings upstream = Given.soundValues()
                .with("SDP_BASE_URL", "https://helpdesk.example.org/")
                .with("SDP_ACCOUNTS_URL", "http://127.0.0.1:8081")
                .read()
                .upstream();

        assertThat(upstream.portal()).isEqualTo(URI.create("https://helpdesk.example.org/app/itdesk"));
        assertThat(upstream.apiBase()).isEqualTo(URI.create("https://helpdesk.example.org/app/itdesk/api/v3"));
        assertThat(upstream.oauth().accounts()).isEqualTo(URI.create("http://127.0.0.1:8081"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://helpdesk.example.org",
                "https://helpdesk.example.org/app/itdesk",
                "https://helpdesk.example.org?x=1",
                "helpdesk.example.org",
                "ftp://helpdesk.example.org",
                "https://not a host"
            })
    void refuses_a_url_that_is_no_safe_host(String url) {
        assertThat(Given.soundValues().with("SDP_BASE_URL", url).problem())
                .startsWith("SDP_BASE_URL is \"" + url + "\"")
                .contains("https://HOST");
    }

    @Test
    void refuses_credentials_in_a_url_without_showing_them() {
        assertThat(Given.soundValues()
                        .with("SDP_BASE_URL", "https://user:pass@example.org")
                        .problem())
                .startsWith("SDP_BASE_URL is a URL with a user name")
                .doesNotContain("pass");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SDP_CLIENT_ID", "SDP_CLIENT_SECRET", "SDP_INSTANCE_NAME"})
    void wants_each_credential_or_the_demo(String name) {
        assertThat(Given.soundValues().without(name).problem())
                .startsWith(name + " is not set.")
                .contains("--demo");
    }

    @Test
    void wants_a_refresh_token_only_where_none_can_be_in_the_database() {
        Given without = Given.soundValues().without("SDP_REFRESH_TOKEN");

        assertThat(without.read().upstream().oauth().refreshToken()).isEmpty();
        assertThat(without.with("SDP_USE_DB_TOKENS", "false").problem()).startsWith("SDP_REFRESH_TOKEN is not set.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SDP_CLIENT_ID", "SDP_REFRESH_TOKEN"})
    void refuses_what_is_too_long_to_be_kept(String name) {
        assertThat(Given.soundValues().with(name, "x".repeat(2_001)).problem()).startsWith(name + " is longer than");
    }

    @Test
    void refuses_an_unknown_data_centre() {
        assertThat(Given.soundValues().with("SDP_DATA_CENTER", "MOON").problem())
                .startsWith("SDP_DATA_CENTER is \"MOON\". Give one of: us, eu, in, au, cn, jp, ca, uk, sa.");
    }

    @Test
    void refuses_an_instance_name_that_would_change_the_path() {
        assertThat(Given.soundValues()
                        .with("SDP_INSTANCE_NAME", "desk/../admin")
                        .problem())
                .startsWith("SDP_INSTANCE_NAME is \"desk/../admin\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"somebody", "a@b, c@d", "@x"})
    void refuses_what_is_no_email_address(String email) {
        assertThat(Given.soundValues()
                        .with("SDP_DEFAULT_TECHNICIAN_EMAIL", email)
                        .problem())
                .startsWith("SDP_DEFAULT_TECHNICIAN_EMAIL is \"" + email + "\"");
    }
}
