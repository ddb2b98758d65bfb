package dev.sdpmcp.upstream.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.config.Secret;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseKind;
import dev.sdpmcp.upstream.UpstreamFailure;
import dev.sdpmcp.upstream.oauth.TokenAnswer.Denied;
import dev.sdpmcp.upstream.oauth.TokenAnswer.Issued;
import dev.sdpmcp.upstream.oauth.TokenAnswer.Reason;
import dev.sdpmcp.upstream.oauth.TokenSource.Need;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may ask Zoho when a server dies or somebody sets the clock of the database. */
@Tag("component")
class TokenStoreTest {

    private static final Duration AN_HOUR = Duration.ofHours(1);

    @TempDir
    Path folder;

    private @Nullable TokenSite open;

    @AfterEach
    void close() {
        if (open != null) {
            open.close();
        }
    }

    private TokenSite site(DatabaseKind kind) {
        TokenSite site = new TokenSite(kind, folder);
        open = site;
        return site;
    }

    private static TokenStore store(TokenSite site) {
        Database database = site.database();
        TokenStorage desk = site.desk(database, TokenSite.REFRESH_TOKEN);
        assertThat(desk.grants().adopt()).isEmpty();
        return desk.store();
    }

    private static RefreshDecision.Lease lease(RefreshDecision turn) {
        assertThat(turn).isInstanceOf(RefreshDecision.Ask.class);
        return ((RefreshDecision.Ask) turn).lease();
    }

    private static Issued token(TokenSite site, String value) {
        return new Issued(new AccessToken(value, site.clock.instant().plus(AN_HOUR)), Optional.empty(), "");
    }

    private static Denied denied(Reason reason) {
        return new Denied(reason, new UpstreamFailure.Unavailable("no", false, null));
    }

    @ParameterizedTest
    @EnumSource
    void takes_over_from_a_server_that_died_when_its_lease_ends(DatabaseKind kind) {
        TokenSite site = site(kind);
        lease(store(site).take(Need.FIRST));
        TokenStore other = store(site);

        assertThat(other.take(Need.FIRST)).isInstanceOf(RefreshDecision.Wait.class);
        site.pass(OAuthToken.LEASE.plusSeconds(1));

        lease(other.take(Need.FIRST));
    }

    @ParameterizedTest
    @EnumSource
    void keeps_the_answer_of_a_server_that_came_late_and_leaves_the_lease_of_the_next_one(DatabaseKind kind) {
        TokenSite site = site(kind);
        TokenStore slow = store(site);
        TokenStore other = store(site);
        RefreshDecision.Lease first = lease(slow.take(Need.FIRST));
        site.pass(OAuthToken.LEASE.plusSeconds(1));
        RefreshDecision.Lease second = lease(other.take(Need.FIRST));

        slow.settle(first, denied(Reason.OUTAGE), site.clock.instant());
        assertThat(slow.take(Need.FIRST)).isInstanceOf(RefreshDecision.Wait.class);
        slow.settle(first, token(site, "late"), site.clock.instant());
        assertThat(slow.look())
                .hasValueSatisfying(use -> assertThat(use.token()).isEqualTo("late"));

        other.settle(second, token(site, "late too"), site.clock.instant());
        assertThat(slow.look())
                .hasValueSatisfying(use -> assertThat(use.token()).startsWith("late"));
    }

    @ParameterizedTest
    @EnumSource
    void keeps_nothing_that_came_for_an_older_refresh_token(DatabaseKind kind) {
        TokenSite site = site(kind);
        Database database = site.database();
        TokenStorage desk = site.desk(database, TokenSite.REFRESH_TOKEN);
        desk.grants().adopt();
        RefreshDecision.Lease old = lease(desk.store().take(Need.FIRST));
        site.desk(database, "1000.changed").grants().adopt();

        desk.store().settle(old, denied(Reason.GRANT_REFUSED), site.clock.instant());

        RefreshDecision turn = desk.store().take(Need.FIRST);
        assertThat(lease(turn).grantNumber()).isEqualTo(2);
        assertThat(((RefreshDecision.Ask) turn).grant().refreshToken()).isEqualTo(new Secret("1000.changed"));
    }

    @ParameterizedTest
    @EnumSource
    void a_clock_set_back_an_hour_does_not_keep_a_lease_or_a_throttle_for_an_hour(DatabaseKind kind) {
        TokenSite site = site(kind);
        TokenStore store = store(site);
        lease(store.take(Need.FIRST));
        site.databaseIsAheadBy = AN_HOUR.negated();
        RefreshDecision.Lease again = lease(store.take(Need.FIRST));

        site.databaseIsAheadBy = Duration.ZERO;
        store.settle(again, denied(Reason.THROTTLED), site.clock.instant());
        site.databaseIsAheadBy = AN_HOUR.negated();
        assertThat(store.take(Need.FIRST)).isInstanceOf(RefreshDecision.Refuse.class);
        site.databaseIsAheadBy = AN_HOUR.negated().plus(Duration.ofMinutes(11));

        lease(store.take(Need.FIRST));
    }

    @ParameterizedTest
    @EnumSource
    void a_clock_set_back_an_hour_neither_forgets_the_eight_nor_counts_them_for_an_hour(DatabaseKind kind) {
        TokenSite site = site(kind);
        TokenStore store = store(site);
        for (int call = 0; call < SlidingWindowLimit.MOST; call++) {
            store.settle(lease(store.take(Need.FIRST)), denied(Reason.OUTAGE), site.clock.instant());
        }
        site.databaseIsAheadBy = AN_HOUR.negated();

        RefreshDecision refused = store.take(Need.FIRST);

        assertThat(refused).isInstanceOf(RefreshDecision.Refuse.class);
        assertThat(((RefreshDecision.Refuse) refused).failure()).isInstanceOf(UpstreamFailure.Throttled.class);
        site.databaseIsAheadBy = AN_HOUR.negated().plus(Duration.ofMinutes(11));
        lease(store.take(Need.FIRST));
    }

    @ParameterizedTest
    @EnumSource
    void a_clock_set_on_an_hour_costs_one_token(DatabaseKind kind) {
        TokenSite site = site(kind);
        AccessTokens tokens = site.server(site.database());
        tokens.current();
        site.databaseIsAheadBy = AN_HOUR;

        assertThat(tokens.current())
                .as("what is in memory goes by our own clock")
                .isEqualTo("access-1");
        AccessTokens restarted = site.server(site.database());
        assertThat(restarted.current()).isEqualTo("access-2");
        site.databaseIsAheadBy = Duration.ZERO;
        assertThat(site.server(site.database()).current()).isEqualTo("access-2");
        assertThat(site.calls()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void a_request_that_never_left_does_not_count(DatabaseKind kind) {
        TokenSite site = site(kind);
        TokenStore store = store(site);
        for (int call = 0; call < 20; call++) {
            store.settle(lease(store.take(Need.FIRST)), denied(Reason.NOT_SENT), site.clock.instant());
        }
        lease(store.take(Need.FIRST));
    }
}
