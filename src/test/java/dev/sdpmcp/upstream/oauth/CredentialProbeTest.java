package dev.sdpmcp.upstream.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.config.UpstreamSettings;
import dev.sdpmcp.config.reading.ConfigurationReader;
import dev.sdpmcp.config.reading.ConfigurationSource;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseKind;
import dev.sdpmcp.upstream.UpstreamFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Credentials are tried with as few requests as possible, and the tokens of the servers are not replaced. */
@Tag("component")
class CredentialProbeTest {

    @TempDir
    Path folder;

    private TokenSite site;
    private Database database;

    @BeforeEach
    @SuppressWarnings("NullAway.Init")
    void open() {
        site = new TokenSite(DatabaseKind.EMBEDDED, folder);
        database = site.database();
    }

    @AfterEach
    void close() {
        site.close();
    }

    private ServerConfiguration configuration(String refreshToken) {
        return configuration(refreshToken, site.storage);
    }

    private ServerConfiguration configuration(String refreshToken, StorageSettings storage) {
        ServerConfiguration any = ConfigurationReader.read(ConfigurationSource.of(Map.of(
                "SDP_API_KEYS", "0123456789abcdef0123456789abcdef",
                "SDP_CLIENT_ID", "1000.CLIENT",
                "SDP_CLIENT_SECRET", "client-secret",
                "SDP_INSTANCE_NAME", "itdesk")));
        UpstreamSettings upstream = new UpstreamSettings(
                any.upstream().portal(),
                site.client(refreshToken),
                Optional.empty(),
                Optional.empty(),
                60,
                20_000,
                20_000);
        return new ServerConfiguration(
                any.http(),
                any.access(),
                any.sessions(),
                upstream,
                storage,
                any.audit(),
                any.logging(),
                any.traces(),
                any.backups());
    }

    private CredentialProbe probe(String refreshToken) {
        return CredentialProbe.in(database, configuration(refreshToken));
    }

    @Test
    void a_valid_stored_token_is_used_and_no_request_is_sent() {
        String token = site.server(database).current();
        CredentialProbe probe = probe(TokenSite.REFRESH_TOKEN);

        assertThat(probe.current()).isEqualTo(token);
        assertThat(probe.storedFor())
                .hasValueSatisfying(left -> assertThat(left).isGreaterThan(Duration.ofMinutes(50)));
        assertThat(site.calls()).isEqualTo(1);
    }

    @Test
    void a_new_token_is_stored_for_the_servers() {
        site.server(database).source().initialize();

        String token = probe(TokenSite.REFRESH_TOKEN).current();

        assertThat(site.server(database).current()).isEqualTo(token);
        assertThat(site.calls()).isEqualTo(1);
    }

    @Test
    void a_new_refresh_token_of_the_variable_is_tried_and_replaces_nothing() {
        String token = site.server(database).current();

        assertThat(probe("1000.another.token").current()).isNotEqualTo(token);
        assertThat(site.calls()).isEqualTo(2);
        assertThat(site.server(database).current()).isEqualTo(token);
        assertThat(site.calls()).isEqualTo(2);
    }

    @Test
    void probes_count_against_the_shared_limit() {
        for (int call = 0; call < SlidingWindowLimit.MAX_REQUESTS; call++) {
            probe("1000.another.token").current();
        }

        UpstreamFailure refused = catchThrowableOfType(
                UpstreamFailure.class, () -> probe("1000.another.token").current());

        assertThat(refused).isInstanceOf(UpstreamFailure.Throttled.class);
        assertThat(site.calls()).isEqualTo(SlidingWindowLimit.MAX_REQUESTS);
    }

    @Test
    void a_refresh_token_that_zoho_has_refused_is_not_tried_again_at_once() {
        site.server(database).source().initialize();
        site.refuse("invalid_code");

        for (int run = 0; run < 3; run++) {
            assertThat(catchThrowableOfType(
                            UpstreamFailure.class,
                            () -> probe(TokenSite.REFRESH_TOKEN).current()))
                    .hasMessageContaining("--authorize CODE");
        }
        assertThat(site.calls()).isEqualTo(1);
    }

    @Test
    void keys_that_do_not_decrypt_stored_tokens_are_reported() {
        site.server(database).current();
        StorageSettings other = TokenSite.withKeys(site.storage, TokenSite.key(2));
        StorageSettings rotated = TokenSite.withKeys(site.storage, TokenSite.key(2), TokenSite.key(1));

        assertThat(stored(site.storage).tryKeys()).isEqualTo(new StoredTokens.Fit(1, 0, List.of()));
        assertThat(stored(other).tryKeys().refusals())
                .singleElement()
                .asString()
                .contains("which is not known here");
        assertThat(stored(rotated).tryKeys().underFormerKeys()).isEqualTo(1);
        assertThat(stored(site.storage).scopes().orElseThrow().scopes()).containsExactly("SDPOnDemand.requests.ALL");
    }

    private StoredTokens stored(StorageSettings storage) {
        return new StoredTokens(configuration(TokenSite.REFRESH_TOKEN, storage), database);
    }
}
