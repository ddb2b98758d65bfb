package dev.sdpmcp.config.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.config.AuditSettings;
import dev.sdpmcp.config.LogSettings;
import dev.sdpmcp.config.ServerConfiguration;
import java.time.Duration;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationReaderTest {

    @Test
    void takes_the_documented_defaults() {
        ServerConfiguration read = Given.validValues().read();

        assertThat(read.http().host()).isEqualTo("127.0.0.1");
        assertThat(read.http().port()).isEqualTo(3000);
        assertThat(read.sessions().connectionsPerAddress()).isEqualTo(10);
        assertThat(read.sessions().connectionsInTotal()).isEqualTo(1000);
        assertThat(read.sessions().messagesPerMinute()).isEqualTo(60);
        assertThat(read.sessions().idleTimeout()).isEqualTo(Duration.ofMinutes(30));
        assertThat(read.sessions().keepAliveInterval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(read.upstream().callsPerMinute()).isEqualTo(60);
        assertThat(read.storage().keepTokens()).isTrue();
        assertThat(read.audit()).isEqualTo(new AuditSettings(true, AuditSettings.Mode.STRICT, Period.ofDays(365)));
        assertThat(read.logging()).isEqualTo(new LogSettings(LogSettings.Level.INFO, false, LogSettings.Format.TEXT));
    }

    @Test
    void reads_an_accepted_break_only_as_printed_by_the_check() {
        String printed = "17-" + "0a".repeat(32);
        assertThat(Given.validValues()
                        .with("SDP_AUDIT_ACCEPTED_BREAK", printed)
                        .read()
                        .audit()
                        .acceptedBreak()
                        .orElseThrow())
                .hasToString(printed);
        assertThat(Given.validValues().with("SDP_AUDIT_ACCEPTED_BREAK", "17").problem())
                .startsWith("SDP_AUDIT_ACCEPTED_BREAK is \"17\"");
    }

    @Test
    void a_blank_value_counts_as_not_set() {
        assertThat(Given.validValues().with("SDP_HTTP_PORT", "  ").read().http().port())
                .isEqualTo(3000);
    }

    @ParameterizedTest
    @EnumSource(
            value = ConfigurationKey.class,
            mode = EnumSource.Mode.INCLUDE,
            names = {
                "SDP_HTTP_PORT", "SSE_MAX_CONNECTIONS_PER_IP", "SSE_MAX_CONNECTIONS_PER_KEY",
                "SSE_MAX_TOTAL_CONNECTIONS", "SSE_RATE_LIMIT_PER_MIN", "SSE_SESSION_TIMEOUT",
                "SSE_KEEPALIVE_INTERVAL", "SDP_RATE_LIMIT_PER_MINUTE", "SDP_AUDIT_RETENTION_DAYS"
            })
    void refuses_a_number_out_of_its_bounds(ConfigurationKey key) {
        String tooSmall = Long.toString(key.kind().min() - 1);
        String tooLarge = Long.toString(key.kind().max() + 1);

        for (String wrong : new String[] {tooSmall, tooLarge, "-1", "1.5", "ten", "9".repeat(40)}) {
            assertThat(Given.validValues().with(key.name(), wrong).problem())
                    .startsWith(key.name() + " is \"" + wrong + "\"")
                    .contains("from " + key.kind().min() + " to " + key.kind().max());
        }
        Given.validValues().with(key.name(), Long.toString(key.kind().min())).read();
        Given.validValues().with(key.name(), Long.toString(key.kind().max())).read();
    }

    @ParameterizedTest
    @CsvSource({"SDP_ENABLE_CORS", "SDP_USE_DB_TOKENS", "SDP_USE_AUDIT_LOG", "SDP_DEBUG_REQUESTS"})
    void refuses_a_flag_that_is_neither_true_nor_false(String name) {
        assertThat(Given.validValues().with(name, "maybe").problem())
                .isEqualTo(name + " is \"maybe\". Give true or false.");
    }

    @ParameterizedTest
    @CsvSource({
        "LOG_LEVEL, 'error, warn, info, debug, trace'",
        "LOG_FORMAT, 'text, json'",
        "SDP_AUDIT_MODE, 'strict, best-effort'"
    })
    void refuses_an_unknown_word_and_lists_the_known_ones(String name, String words) {
        assertThat(Given.validValues().with(name, "loud").problem())
                .isEqualTo(name + " is \"loud\". Give one of: " + words + ".");
    }

    @Test
    void reads_words_in_any_case() {
        ServerConfiguration read = Given.validValues()
                .with("LOG_LEVEL", "Debug")
                .with("SDP_AUDIT_MODE", "Best-Effort")
                .with("SDP_DEBUG_REQUESTS", "TRUE")
                .read();

        assertThat(read.logging().level()).isEqualTo(LogSettings.Level.DEBUG);
        assertThat(read.logging().requests()).isTrue();
        assertThat(read.audit().mode()).isEqualTo(AuditSettings.Mode.BEST_EFFORT);
    }

    @Test
    void collects_all_problems_in_one_pass() {
        assertThat(Given.validValues()
                        .with("SDP_HTTP_PORT", "http")
                        .without("SDP_API_KEYS")
                        .with("SSE_SESSION_TIMEOUT", "soon")
                        .without("SDP_CLIENT_ID")
                        .with("LOG_LEVEL", "loud")
                        .problems())
                .extracting(problem -> problem.substring(0, problem.indexOf(' ')))
                .containsExactly("SDP_HTTP_PORT", "SDP_API_KEYS", "SSE_SESSION_TIMEOUT", "SDP_CLIENT_ID", "LOG_LEVEL");
    }

    @Test
    void refuses_control_characters() {
        assertThat(Given.validValues().with("SDP_CLIENT_ID", "a\nb").problems())
                .anyMatch(problem -> problem.startsWith("SDP_CLIENT_ID holds control characters"));
    }

    @Test
    void never_prints_a_secret() {
        ServerConfiguration read = Given.validValues()
                .with("SDP_API_KEYS", "ci:" + Given.KEY)
                .with("SDP_ADMIN_API_KEYS", Given.OTHER_KEY)
                .with("SDP_DB_HOST", "localhost")
                .with("SDP_DB_NAME", "desk")
                .with("SDP_DB_USER", "desk")
                .with("SDP_DB_PASSWORD", "db-password")
                .with("SDP_ENCRYPTION_KEY", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")
                .read();

        assertThat(read.toString())
                .doesNotContain(
                        Given.KEY, Given.OTHER_KEY, "client-secret", "refresh-token", "db-password", "MDEyMzQ1Njc4")
                .contains("ci", "***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SDP_API_KEYS",
                "SDP_ADMIN_API_KEYS",
                "SDP_ALLOWED_IPS",
                "SDP_TRUSTED_PROXIES",
                "SDP_ALLOWED_HOSTS",
                "SDP_ALLOWED_ORIGINS"
            })
    void refuses_a_list_of_only_commas(String list) {
        assertThat(Given.validValues()
                        .with("SDP_ENABLE_CORS", "true")
                        .with("SDP_ALLOWED_ORIGINS", "https://desk.example.com")
                        .with(list, " , ,")
                        .problem())
                .startsWith(list + " holds only commas. Give at least one entry");
    }
}
