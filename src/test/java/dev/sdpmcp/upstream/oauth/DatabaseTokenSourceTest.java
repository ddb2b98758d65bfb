package dev.sdpmcp.upstream.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseKind;
import dev.sdpmcp.persistence.DatabaseRefused;
import dev.sdpmcp.upstream.ScriptedServer.Reply;
import dev.sdpmcp.upstream.UpstreamFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers that share a database, against a token endpoint that counts requests. */
@Tag("component")
class DatabaseTokenSourceTest extends TokenSites {

    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    @ParameterizedTest
    @EnumSource
    void fifty_restarts_send_one_token_request(DatabaseKind kind) {
        TokenSite site = site(kind);
        Database database = site.database();

        for (int restart = 0; restart < 50; restart++) {
            AccessTokens tokens = site.server(database);
            assertThat(tokens.source().initialize()).isEmpty();
            assertThat(tokens.current()).isEqualTo("access-1");
        }

        assertThat(site.calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void two_servers_that_need_a_token_at_once_send_one_token_request(DatabaseKind kind) throws Exception {
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
                .as("time for a second request to arrive")
                .isFalse();
        answer.countDown();

        for (Future<String> call : calls) {
            assertThat(call.get(20, TimeUnit.SECONDS)).isEqualTo("access-1");
        }
        assertThat(site.calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void two_servers_that_refresh_ahead_send_one_token_request(DatabaseKind kind) {
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
    void sends_at_most_eight_requests_in_ten_minutes_for_all_servers_and_restarts(DatabaseKind kind) {
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
    void refreshes_a_refused_token_once_for_all_servers_and_then_not_for_a_while(DatabaseKind kind) {
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
    void works_without_the_database_within_a_lower_limit_and_stores_the_outcomes_later(DatabaseKind kind)
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
                .hasMessageContaining("the database of this server is unavailable");
        assertThat(site.calls()).isEqualTo(3);

        database.open();
        tokens.source().storePending();
        assertThat(site.server(database).current()).as("after a restart").isEqualTo("access-3");
        assertThat(site.calls()).isEqualTo(3);
        assertThat(count(database, "token_requests")).isEqualTo(3);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
