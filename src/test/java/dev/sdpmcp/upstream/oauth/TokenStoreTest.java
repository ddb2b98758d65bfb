package dev.sdpmcp.upstream.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.config.Secret;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseKind;
import dev.sdpmcp.upstream.UpstreamFailure;
import dev.sdpmcp.upstream.oauth.TokenEndpoint.Outcome;
import dev.sdpmcp.upstream.oauth.TokenEndpoint.TokenResponse.Denied;
import dev.sdpmcp.upstream.oauth.TokenEndpoint.TokenResponse.Issued;
import dev.sdpmcp.upstream.oauth.TokenSource.AccessToken;
import dev.sdpmcp.upstream.oauth.TokenSource.TokenDemand;
import dev.sdpmcp.upstream.oauth.TokenStore.RefreshDecision;
import dev.sdpmcp.upstream.oauth.TokenStore.Ticket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which server may request a token when another one dies, or when the clock of the database is set. */
@Tag("component")
class TokenStoreTest extends TokenSites {

    private static final Duration AN_HOUR = Duration.ofHours(1);

    private static TokenStore store(TokenSite site) {
        Database database = site.database();
        TokenStore store = site.store(database, TokenSite.REFRESH_TOKEN);
        assertThat(store.adoptConfigured()).isEmpty();
        return store;
    }

    private static Ticket ticket(RefreshDecision decision) {
        assertThat(decision).isInstanceOf(RefreshDecision.Request.class);
        return ((RefreshDecision.Request) decision).ticket();
    }

    private static Issued token(TokenSite site, String value) {
        return new Issued(new AccessToken(value, site.clock.instant().plus(AN_HOUR)), Optional.empty(), "");
    }

    private static Denied denied(Outcome outcome) {
        return new Denied(outcome, new UpstreamFailure.Unavailable("no", false, null));
    }

    @ParameterizedTest
    @EnumSource
    void takes_over_from_a_server_that_died_when_its_lease_expires(DatabaseKind kind) {
        TokenSite site = site(kind);
        ticket(store(site).decide(TokenDemand.FIRST));
        TokenStore other = store(site);

        assertThat(other.decide(TokenDemand.FIRST)).isInstanceOf(RefreshDecision.Wait.class);
        site.pass(TokenRequest.LEASE_DURATION.plusSeconds(1));

        ticket(other.decide(TokenDemand.FIRST));
    }

    @ParameterizedTest
    @EnumSource
    void stores_a_late_outcome_and_keeps_the_lease_of_the_next_server(DatabaseKind kind) {
        TokenSite site = site(kind);
        TokenStore slow = store(site);
        TokenStore other = store(site);
        Ticket first = ticket(slow.decide(TokenDemand.FIRST));
        site.pass(TokenRequest.LEASE_DURATION.plusSeconds(1));
        Ticket second = ticket(other.decide(TokenDemand.FIRST));

        slow.storeOutcome(first, denied(Outcome.OUTAGE));
        assertThat(slow.decide(TokenDemand.FIRST)).isInstanceOf(RefreshDecision.Wait.class);
        slow.storeOutcome(first, token(site, "late"));
        assertThat(slow.findStored())
                .hasValueSatisfying(use -> assertThat(use.value()).isEqualTo("late"));

        other.storeOutcome(second, token(site, "late too"));
        assertThat(slow.findStored())
                .hasValueSatisfying(use -> assertThat(use.value()).startsWith("late"));
    }

    @ParameterizedTest
    @EnumSource
    void does_not_store_the_result_for_an_older_refresh_token(DatabaseKind kind) {
        TokenSite site = site(kind);
        Database database = site.database();
        TokenStore store = site.store(database, TokenSite.REFRESH_TOKEN);
        store.adoptConfigured();
        Ticket old = ticket(store.decide(TokenDemand.FIRST));
        site.store(database, "1000.changed").adoptConfigured();

        store.storeOutcome(old, denied(Outcome.GRANT_REFUSED));

        RefreshDecision decision = store.decide(TokenDemand.FIRST);
        assertThat(ticket(decision).grantNumber()).isEqualTo(2);
        assertThat(((RefreshDecision.Request) decision).grant().refreshToken()).isEqualTo(new Secret("1000.changed"));
    }

    @ParameterizedTest
    @EnumSource
    void a_clock_set_back_an_hour_does_not_keep_a_lease_or_a_throttle_for_an_hour(DatabaseKind kind) {
        TokenSite site = site(kind);
        TokenStore store = store(site);
        ticket(store.decide(TokenDemand.FIRST));
        site.databaseIsAheadBy = AN_HOUR.negated();
        Ticket again = ticket(store.decide(TokenDemand.FIRST));

        site.databaseIsAheadBy = Duration.ZERO;
        store.storeOutcome(again, denied(Outcome.THROTTLED));
        site.databaseIsAheadBy = AN_HOUR.negated();
        assertThat(store.decide(TokenDemand.FIRST)).isInstanceOf(RefreshDecision.Reject.class);
        site.databaseIsAheadBy = AN_HOUR.negated().plus(Duration.ofMinutes(11));

        ticket(store.decide(TokenDemand.FIRST));
    }

    @ParameterizedTest
    @EnumSource
    void a_clock_set_back_an_hour_neither_drops_the_eight_requests_nor_counts_them_for_an_hour(DatabaseKind kind) {
        TokenSite site = site(kind);
        TokenStore store = store(site);
        for (int call = 0; call < SlidingWindowLimit.MAX_REQUESTS; call++) {
            store.storeOutcome(ticket(store.decide(TokenDemand.FIRST)), denied(Outcome.OUTAGE));
        }
        site.databaseIsAheadBy = AN_HOUR.negated();

        RefreshDecision refused = store.decide(TokenDemand.FIRST);

        assertThat(refused).isInstanceOf(RefreshDecision.Reject.class);
        assertThat(((RefreshDecision.Reject) refused).failure()).isInstanceOf(UpstreamFailure.Throttled.class);
        site.databaseIsAheadBy = AN_HOUR.negated().plus(Duration.ofMinutes(11));
        ticket(store.decide(TokenDemand.FIRST));
    }

    @ParameterizedTest
    @EnumSource
    void a_clock_set_forward_an_hour_costs_one_token(DatabaseKind kind) {
        TokenSite site = site(kind);
        AccessTokens tokens = site.server(site.database());
        tokens.current();
        site.databaseIsAheadBy = AN_HOUR;

        assertThat(tokens.current())
                .as("what is in memory goes by the clock of the server")
                .isEqualTo("access-1");
        AccessTokens restarted = site.server(site.database());
        assertThat(restarted.current()).isEqualTo("access-2");
        site.databaseIsAheadBy = Duration.ZERO;
        assertThat(site.server(site.database()).current()).isEqualTo("access-2");
        assertThat(site.calls()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void a_request_that_was_not_sent_does_not_count(DatabaseKind kind) {
        TokenSite site = site(kind);
        TokenStore store = store(site);
        for (int call = 0; call < 20; call++) {
            store.storeOutcome(ticket(store.decide(TokenDemand.FIRST)), denied(Outcome.NOT_SENT));
        }
        ticket(store.decide(TokenDemand.FIRST));
    }
}
