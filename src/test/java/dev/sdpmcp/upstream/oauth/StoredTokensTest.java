package dev.sdpmcp.upstream.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseKind;
import dev.sdpmcp.upstream.UpstreamFailure;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tokens in the database: their encryption, their retention, and which refresh token is used. */
@Tag("component")
class StoredTokensTest extends TokenSites {

    @ParameterizedTest
    @EnumSource
    void a_refused_refresh_token_is_reported_and_a_new_one_is_used_without_a_restart(DatabaseKind kind)
            throws Exception {
        TokenSite site = site(kind);
        AccessTokens tokens = site.server(site.database());
        site.refuse("invalid_code");

        assertThatThrownBy(tokens::current)
                .isInstanceOf(UpstreamFailure.Unauthorised.class)
                .hasMessageContaining("./start-sse.sh --authorize CODE");
        assertThat(TokenRefresher.data(true, Optional.empty(), tokens.state())).containsEntry("renewal", "refused");
        site.pass(Duration.ofSeconds(6));
        assertThatThrownBy(tokens::current).hasMessageContaining("--authorize");
        assertThat(site.calls()).as("a refused token is not tried again").isEqualTo(1);

        site.issueTokens();
        site.authorization(site.database(), TokenSite.REFRESH_TOKEN).authorize("1000.a-good-code");
        tokens.keepFresh();

        assertThat(tokens.state().failure()).isEmpty();
        assertThat(tokens.current()).isEqualTo("access-2");
        assertThat(site.calls()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void a_changed_variable_wins_and_an_unchanged_one_does_not(DatabaseKind kind) throws Exception {
        TokenSite site = site(kind);
        Database database = site.database();
        assertThat(site.server(database, "").source().initialize())
                .hasValueSatisfying(problem -> assertThat(problem).contains("--authorize", "SDP_REFRESH_TOKEN"));
        site.server(database, "1000.first").current();
        assertThat(lastBody(site)).contains("refresh_token=1000.first");

        site.authorization(database, "1000.first").authorize("1000.a-good-code");
        AccessTokens unchanged = site.server(database, "1000.first");
        assertThat(unchanged.source().initialize()).isEmpty();
        assertThat(unchanged.current()).isEqualTo("access-2");
        site.pass(Duration.ofHours(2));
        unchanged.current();
        assertThat(lastBody(site)).contains("refresh_token=refresh-2");
        site.server(database, "").source().initialize();

        site.server(database, "1000.second").current();
        assertThat(lastBody(site)).contains("refresh_token=1000.second");
    }

    private static String lastBody(TokenSite site) {
        return site.zoho.requests.get(site.calls() - 1).body();
    }

    @ParameterizedTest
    @EnumSource
    void stores_no_token_in_plain_text(DatabaseKind kind) {
        TokenSite site = site(kind);
        Database database = site.database();
        site.server(database).current();
        String row = database.onConnection(connection -> {
            try (var result = connection.createStatement().executeQuery("SELECT * FROM oauth_tokens")) {
                StringBuilder all = new StringBuilder();
                result.next();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    all.append(result.getString(column)).append('|');
                }
                return all.toString();
            }
        });

        assertThat(row).contains("1000.CLIENT").doesNotContain("access-1").doesNotContain(TokenSite.REFRESH_TOKEN);
    }

    @ParameterizedTest
    @EnumSource
    void names_the_key_that_is_missing(DatabaseKind kind) {
        TokenSite site = site(kind);
        Database database = site.database();
        site.server(database).current();
        AccessTokens other = site.server(
                site.store(database, TokenSite.withKeys(site.storage, TokenSite.key(2)), TokenSite.REFRESH_TOKEN));

        assertThat(other.source().initialize())
                .hasValueSatisfying(problem -> assertThat(problem)
                        .matches("oauth_tokens.refresh_token of .* is encrypted with the key [0-9a-f]{8}, .*")
                        .contains("SDP_ENCRYPTION_KEY", "SDP_PREVIOUS_ENCRYPTION_KEYS", "--authorize")
                        .doesNotContain("\n"));
        assertThatThrownBy(other::current)
                .isInstanceOf(UpstreamFailure.Unauthorised.class)
                .hasMessageContaining("SDP_ENCRYPTION_KEY");
        assertThat(TokenRefresher.data(false, other.source().initialize(), other.state())
                        .toString())
                .contains("--authorize")
                .doesNotContain("is encrypted with the key", "oauth_tokens");
        assertThat(TokenRefresher.data(true, Optional.empty(), other.state()).toString())
                .contains("SDP_ENCRYPTION_KEY")
                .doesNotContain("is encrypted with the key", "oauth_tokens");
    }

    @ParameterizedTest
    @EnumSource
    void encrypts_all_tokens_with_the_current_key(DatabaseKind kind) {
        TokenSite site = site(kind);
        Database database = site.database();
        site.server(database).current();
        var rotated = TokenSite.withKeys(site.storage, TokenSite.key(2), TokenSite.key(1));
        assertThat(site.server(site.store(database, rotated, TokenSite.REFRESH_TOKEN))
                        .current())
                .isEqualTo("access-1");
        StoredTokens.Reencrypted done = reencrypt(rotated, site, database);

        assertThat(done.changed()).isEqualTo(1);
        assertThat(reencrypt(rotated, site, database).changed()).isZero();
        var alone = TokenSite.withKeys(site.storage, TokenSite.key(2));
        AccessTokens tokens = site.server(site.store(database, alone, TokenSite.REFRESH_TOKEN));
        assertThat(tokens.source().initialize()).isEmpty();
        assertThat(tokens.current()).isEqualTo("access-1");
        assertThat(site.calls()).isEqualTo(1);
    }

    private static StoredTokens.Reencrypted reencrypt(StorageSettings storage, TokenSite site, Database database) {
        return new StoredTokens(storage, site.client(""), database).reencrypt();
    }

    @ParameterizedTest
    @EnumSource
    void deletes_old_requests_and_the_rows_of_old_demo_desks(DatabaseKind kind) {
        TokenSite site = site(kind);
        Database database = site.database();
        site.server(database).current();
        TokenSite later = site(kind);
        later.databaseIsAheadBy = Duration.ofDays(2);
        AccessTokens tokens = later.server(database);
        tokens.current();

        tokens.source().deleteExpired();

        assertThat(count(database, "oauth_tokens")).isEqualTo(1);
        assertThat(count(database, "token_requests")).isEqualTo(1);
        assertThat(later.server(database).current()).isEqualTo("access-1");
    }
}
