package dev.sdpmcp.upstream.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sdpmcp.FreePort;
import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.config.UpstreamSettings;
import dev.sdpmcp.config.UpstreamSettings.OAuthClient;
import dev.sdpmcp.config.reading.ConfigurationReader;
import dev.sdpmcp.config.reading.ConfigurationSource;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseKind;
import dev.sdpmcp.persistence.DatabaseRefused;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("component")
class MissingTokenTest {

    private static final ServerConfiguration ANY = ConfigurationReader.read(ConfigurationSource.of(Map.of(
            "SDP_API_KEYS", "0123456789abcdef0123456789abcdef",
            "SDP_CLIENT_ID", "1000.CLIENT",
            "SDP_CLIENT_SECRET", "client-secret",
            "SDP_INSTANCE_NAME", "itdesk")));

    @TempDir
    Path folder;

    private static OAuthClient client(Optional<String> refreshToken) {
        OAuthClient any = ANY.upstream().oauth();
        return new OAuthClient(any.accounts(), any.clientId(), any.clientSecret(), refreshToken.map(Secret::new));
    }

    private static Optional<String> missing(StorageSettings storage, OAuthClient client) throws DatabaseRefused {
        UpstreamSettings upstream = new UpstreamSettings(
                ANY.upstream().portal(), client, Optional.empty(), Optional.empty(), 60, 20_000, 20_000);
        return StoredTokens.missingIn(new ServerConfiguration(
                ANY.http(),
                ANY.access(),
                ANY.sessions(),
                upstream,
                storage,
                ANY.audit(),
                ANY.logging(),
                ANY.traces(),
                ANY.backups()));
    }

    @ParameterizedTest
    @EnumSource
    void is_known_before_the_first_start_and_until_one_is_stored(DatabaseKind kind) throws Exception {
        StorageSettings storage = kind.settings(folder);
        OAuthClient without = client(Optional.empty());

        assertThat(missing(storage, without))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("--authorize CODE", "SDP_REFRESH_TOKEN"));
        assertThat(missing(storage, client(Optional.of("refresh-token")))).isEmpty();
        assertThat(folder.resolve("database")).doesNotExist();

        try (Database database = DatabaseKind.open(storage)) {
            new TokenStore(database, storage, without, Clock.systemUTC()).adoptConfigured();
        }
        assertThat(missing(storage, without)).as("a row without a token").isPresent();

        try (Database database = DatabaseKind.open(storage)) {
            new TokenStore(database, storage, client(Optional.of("refresh-token")), Clock.systemUTC())
                    .adoptConfigured();
        }
        assertThat(missing(storage, without)).isEmpty();
    }

    @Test
    void a_database_that_cannot_be_reached_is_refused_whether_there_is_a_token_or_not() throws Exception {
        StorageSettings storage = ConfigurationReader.read(ConfigurationSource.of(Map.ofEntries(
                        Map.entry("SDP_API_KEYS", "0123456789abcdef0123456789abcdef"),
                        Map.entry("SDP_CLIENT_ID", "1000.CLIENT"),
                        Map.entry("SDP_CLIENT_SECRET", "client-secret"),
                        Map.entry("SDP_INSTANCE_NAME", "itdesk"),
                        Map.entry("SDP_DB_HOST", "127.0.0.1"),
                        Map.entry("SDP_DB_PORT", Integer.toString(FreePort.pick())),
                        Map.entry("SDP_DB_NAME", "sdp_mcp"),
                        Map.entry("SDP_DB_USER", "sdp_mcp"),
                        Map.entry("SDP_DB_PASSWORD", "database-password"),
                        Map.entry("SDP_ENCRYPTION_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="))))
                .storage();

        DatabaseRefused refused = catchThrowableOfType(
                DatabaseRefused.class, () -> missing(storage, client(Optional.of("refresh-token"))));

        assertThat(refused).hasMessageContaining("cannot be reached").hasMessageContaining("SDP_DB_HOST");
    }
}
