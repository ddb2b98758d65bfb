package dev.sdpmcp.config.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.config.DataCentre;
import dev.sdpmcp.config.UpstreamSettings;
import java.net.URI;
import java.time.ZoneId;
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
    void each_data_centre_has_two_hosts_that_can_be_overridden(String centre, String api, String accounts) {
        UpstreamSettings upstream =
                Given.validValues().with("SDP_DATA_CENTER", centre).read().upstream();
        UpstreamSettings otherAccounts = Given.validValues()
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
    void configured_hosts_override_the_data_centre() {
        UpstreamSettings upstream = Given.validValues()
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
    void refuses_an_insecure_or_invalid_host_url(String url) {
        assertThat(Given.validValues().with("SDP_BASE_URL", url).problem())
                .startsWith("SDP_BASE_URL is \"" + url + "\"")
                .contains("https://HOST");
    }

    @Test
    void refuses_credentials_in_a_url_without_showing_them() {
        assertThat(Given.validValues()
                        .with("SDP_BASE_URL", "https://user:pass@example.org")
                        .problem())
                .startsWith("SDP_BASE_URL is a URL with a user name")
                .doesNotContain("pass");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SDP_CLIENT_ID", "SDP_CLIENT_SECRET", "SDP_INSTANCE_NAME"})
    void requires_each_credential(String name) {
        assertThat(Given.validValues().without(name).problem())
                .startsWith(name + " is not set.")
                .contains("--demo");
    }

    @Test
    void requires_a_refresh_token_unless_it_may_be_in_the_database() {
        Given without = Given.validValues().without("SDP_REFRESH_TOKEN");

        assertThat(without.read().upstream().oauth().refreshToken()).isEmpty();
        assertThat(without.with("SDP_USE_DB_TOKENS", "false").problem()).startsWith("SDP_REFRESH_TOKEN is not set.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SDP_CLIENT_ID", "SDP_REFRESH_TOKEN"})
    void refuses_credentials_that_are_too_long(String name) {
        assertThat(Given.validValues().with(name, "x".repeat(2_001)).problem()).startsWith(name + " is longer than");
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/New_York", "Asia/Kolkata", "UTC"})
    void takes_a_time_zone_by_its_name(String zone) {
        assertThat(Given.validValues()
                        .with("SDP_TIME_ZONE", zone)
                        .read()
                        .upstream()
                        .timeZone())
                .contains(ZoneId.of(zone));
        assertThat(Given.validValues().read().upstream().timeZone()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+01:00", "GMT+1", "Mars/Olympus", "america/new_york", "UTC+1"})
    void refuses_a_time_zone_without_a_name(String zone) {
        assertThat(Given.validValues().with("SDP_TIME_ZONE", zone).problem())
                .isEqualTo("SDP_TIME_ZONE is \"" + zone
                        + "\". Give an IANA name such as America/New_York or Asia/Kolkata, or UTC.");
    }

    @Test
    void refuses_an_unknown_data_centre() {
        assertThat(Given.validValues().with("SDP_DATA_CENTER", "MOON").problem())
                .startsWith("SDP_DATA_CENTER is \"MOON\". Give one of: us, eu, in, au, cn, jp, ca, uk, sa.");
    }

    @Test
    void refuses_an_instance_name_that_would_change_the_path() {
        assertThat(Given.validValues()
                        .with("SDP_INSTANCE_NAME", "desk/../admin")
                        .problem())
                .startsWith("SDP_INSTANCE_NAME is \"desk/../admin\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"somebody", "a@b, c@d", "@x"})
    void refuses_an_invalid_email_address(String email) {
        assertThat(Given.validValues()
                        .with("SDP_DEFAULT_TECHNICIAN_EMAIL", email)
                        .problem())
                .startsWith("SDP_DEFAULT_TECHNICIAN_EMAIL is \"" + email + "\"");
    }
}
