package dev.sdpmcp.upstream.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseKind;
import dev.sdpmcp.persistence.DatabaseRefused;
import dev.sdpmcp.upstream.ScriptedServer.Reply;
import dev.sdpmcp.upstream.UpstreamFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers that share a database, against a token endpoint that counts. */
class SharedTokensTest {

    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final List<TokenSite> sites = new ArrayList<>();

    private TokenSite site(DatabaseKind kind) {
        TokenSite site = new TokenSite(kind, folder);
        sites.add(site);
        return site;
    }

    @AfterEach
    void close() {
        sites.forEach(TokenSite::close);
    }

    @ParameterizedTest
    @EnumSource
    void fifty_restarts_make_one_token_call(DatabaseKind kind) {
        TokenSite site = site(kind);
        Database database = site.database();

        for (int restart = 0; restart < 50; restart++) {
            AccessTokens tokens = site.server(database);
            assertThat(tokens.begin()).isEmpty();
            assertThat(tokens.current()).isEqualTo("access-1");
        }

        assertThat(site.calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void two_servers_that_need_a_token_at_once_make_one_token_call(DatabaseKind kind) throws Exception {
        TokenSite site = site(kind);
        CountDownLatch answer = new CountDownLatch(1);
        site.zoho.answer(request -> {
            awaitQuietly(answer);
            return Reply.json(200, "{\"access_token\":\"access-1\",\"expires_in\":3600}");
        });
        List<Future<String>> calls = new ArrayList<>();
        for (AccessTokens server : List.of(site.server(site.database()), site.server(site.database()))) {
            for (int call = 0; call < 10; call++) {
                calls.add(site.executor.submit(server::current));
            }
        }

        assertThat(answer.await(1, TimeUnit.SECONDS))
                .as("time for a second call to come")
                .isFalse();
        answer.countDown();

        for (Future<String> call : calls) {
            assertThat(call.get(20, TimeUnit.SECONDS)).isEqualTo("access-1");
        }
        assertThat(site.calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void two_servers_that_renew_ahead_make_one_token_call(DatabaseKind kind) {
        TokenSite site = site(kind);
        AccessTokens one = site.server(site.database());
        AccessTokens two = site.server(site.database());
        one.current();
        one.current();
        two.current();
        two.current();
        site.pass(Duration.ofMinutes(56));

        one.keepFresh();
        two.keepFresh();

        Awaitility.await().until(() -> one.current().equals("access-2"));
        Awaitility.await().until(() -> two.current().equals("access-2"));
        assertThat(site.calls()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void honours_the_throttle_for_ten_minutes_across_restarts(DatabaseKind kind) {
        TokenSite site = site(kind);
        Database database = site.database();
        site.refuse("access_denied");
        assertThatThrownBy(site.server(database)::current).isInstanceOf(UpstreamFailure.Throttled.class);
        site.issueTokens();

        site.pass(Duration.ofMinutes(9));
        assertThatThrownBy(site.server(database)::current).isInstanceOf(UpstreamFailure.Throttled.class);
        assertThat(site.calls()).isEqualTo(1);

        site.pass(A_MINUTE);
        assertThat(site.server(database).current()).isEqualTo("access-2");
    }

    @ParameterizedTest
    @EnumSource
    void asks_eight_times_in_ten_minutes_at_most_all_servers_and_restarts_together(DatabaseKind kind) {
        TokenSite site = site(kind);
        List<Database> databases = List.of(site.database(), site.database());
        site.zoho.answer(request -> Reply.json(500, "{\"error\":\"general_error\"}"));

        for (int restart = 0; restart < 30; restart++) {
            AccessTokens tokens = site.server(databases.get(restart % 2));
            assertThatThrownBy(tokens::current).isInstanceOf(UpstreamFailure.class);
            site.pass(Duration.ofSeconds(10));
        }
        assertThat(site.calls()).isEqualTo(8);

        site.issueTokens();
        site.pass(Duration.ofMinutes(5));
        assertThat(site.server(databases.get(0)).current()).isEqualTo("access-9");
    }

    @ParameterizedTest
    @EnumSource
    void a_refused_refresh_token_is_told_and_a_new_one_is_picked_up_without_a_restart(DatabaseKind kind)
            throws Exception {
        TokenSite site = site(kind);
        AccessTokens tokens = site.server(site.database());
        site.refuse("invalid_code");

        assertThatThrownBy(tokens::current)
                .isInstanceOf(UpstreamFailure.Unauthorised.class)
                .hasMessageContaining("./start-sse.sh --authorize CODE");
        assertThat(tokens.state().asData()).containsEntry("renewal", "refused");
        site.pass(Duration.ofSeconds(6));
        assertThatThrownBy(tokens::current).hasMessageContaining("--authorize");
        assertThat(site.calls()).as("a dead token is not tried again and again").isEqualTo(1);

        site.issueTokens();
        site.authorization(site.database(), TokenSite.REFRESH_TOKEN).authorize("1000.a-good-code");
        tokens.keepFresh();

        assertThat(tokens.state().failure()).isEmpty();
        assertThat(tokens.current()).isEqualTo("access-2");
        assertThat(site.calls()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void renews_what_the_api_refuses_once_for_all_servers_and_then_not_again_for_a_while(DatabaseKind kind) {
        TokenSite site = site(kind);
        AccessTokens one = site.server(site.database());
        AccessTokens two = site.server(site.database());
        one.current();
        two.current();

        assertThat(one.renewed("access-1")).isEqualTo("access-2");
        assertThat(two.renewed("access-1")).isEqualTo("access-2");
        assertThat(two.renewed("access-2")).isEqualTo("access-2");
        assertThat(site.server(site.database()).renewed("access-2"))
                .as("after a restart")
                .isEqualTo("access-2");
        assertThat(site.calls()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void a_changed_variable_wins_and_an_unchanged_one_does_not(DatabaseKind kind) throws Exception {
        TokenSite site = site(kind);
        Database database = site.database();
        assertThat(site.server(database, "").begin())
                .hasValueSatisfying(problem -> assertThat(problem).contains("--authorize", "SDP_REFRESH_TOKEN"));
        site.server(database, "1000.first").current();
        assertThat(lastBody(site)).contains("refresh_token=1000.first");

        site.authorization(database, "1000.first").authorize("1000.a-good-code");
        AccessTokens unchanged = site.server(database, "1000.first");
        assertThat(unchanged.begin()).isEmpty();
        assertThat(unchanged.current()).isEqualTo("access-2");
        site.pass(Duration.ofHours(2));
        unchanged.current();
        assertThat(lastBody(site)).contains("refresh_token=refresh-2");
        site.server(database, "").begin();

        site.server(database, "1000.second").current();
        assertThat(lastBody(site)).contains("refresh_token=1000.second");
    }

    private static String lastBody(TokenSite site) {
        return site.zoho.requests.get(site.calls() - 1).body();
    }

    @ParameterizedTest
    @EnumSource
    void goes_on_without_the_database_within_a_small_bound_and_writes_down_what_it_did(DatabaseKind kind)
            throws DatabaseRefused {
        TokenSite site = site(kind);
        Database database = site.database();
        AccessTokens tokens = site.server(database);
        assertThat(tokens.current()).isEqualTo("access-1");
        database.close();

        assertThat(tokens.current()).as("a token in memory").isEqualTo("access-1");
        for (int hour = 0; hour < 2; hour++) {
            assertThat(tokens.renewed(tokens.current())).isEqualTo("access-" + (hour + 2));
            site.pass(Duration.ofSeconds(91));
        }
        assertThatThrownBy(() -> tokens.renewed("access-3"))
                .hasMessageContaining("the database of this server is away");
        assertThat(site.calls()).isEqualTo(3);

        database.open();
        tokens.catchUp();
        assertThat(site.server(database).current()).as("after a restart").isEqualTo("access-3");
        assertThat(site.calls()).isEqualTo(3);
        assertThat(count(database, "token_requests")).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void keeps_no_token_that_can_be_read(DatabaseKind kind) {
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
                site.desk(database, TokenSite.withKeys(site.storage, TokenSite.key(2)), TokenSite.REFRESH_TOKEN));

        assertThat(other.begin())
                .hasValueSatisfying(problem -> assertThat(problem)
                        .matches("oauth_tokens.refresh_token of .* is encrypted with the key [0-9a-f]{8}, .*")
                        .contains("SDP_ENCRYPTION_KEY", "SDP_PREVIOUS_ENCRYPTION_KEYS", "--authorize")
                        .doesNotContain("\n"));
        assertThatThrownBy(other::current)
                .isInstanceOf(UpstreamFailure.Unauthorised.class)
                .hasMessageContaining("SDP_ENCRYPTION_KEY");
    }

    @ParameterizedTest
    @EnumSource
    void brings_all_tokens_under_the_current_key(DatabaseKind kind) {
        TokenSite site = site(kind);
        Database database = site.database();
        site.server(database).current();
        var rotated = TokenSite.withKeys(site.storage, TokenSite.key(2), TokenSite.key(1));
        assertThat(site.server(site.desk(database, rotated, TokenSite.REFRESH_TOKEN))
                        .current())
                .isEqualTo("access-1");

        Reencryption.Done done = new Reencryption(rotated, database).run();

        assertThat(done.changed()).isEqualTo(1);
        assertThat(new Reencryption(rotated, database).run().changed()).isZero();
        var alone = TokenSite.withKeys(site.storage, TokenSite.key(2));
        AccessTokens tokens = site.server(site.desk(database, alone, TokenSite.REFRESH_TOKEN));
        assertThat(tokens.begin()).isEmpty();
        assertThat(tokens.current()).isEqualTo("access-1");
        assertThat(site.calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void deletes_old_requests_and_demo_desks_that_are_gone(DatabaseKind kind) {
        TokenSite site = site(kind);
        Database database = site.database();
        site.server(database).current();
        TokenSite later = site(kind);
        later.databaseIsAheadBy = Duration.ofDays(2);
        AccessTokens tokens = later.server(database);
        tokens.current();

        tokens.tidy();

        assertThat(count(database, "oauth_tokens")).isEqualTo(1);
        assertThat(count(database, "token_requests")).isEqualTo(1);
        assertThat(later.server(database).current()).isEqualTo("access-1");
    }

    private static long count(Database database, String table) {
        return database.onConnection(connection -> {
            try (var result = connection.createStatement().executeQuery("SELECT COUNT(*) FROM " + table)) {
                result.next();
                return result.getLong(1);
            }
        });
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
