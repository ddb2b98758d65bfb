package dev.sdpmcp.upstream.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.persistence.DatabaseKind;
import dev.sdpmcp.upstream.UpstreamFailure;
import dev.sdpmcp.upstream.oauth.TokenEndpoint.Outcome;
import dev.sdpmcp.upstream.oauth.TokenEndpoint.TokenResponse.Denied;
import dev.sdpmcp.upstream.oauth.TokenSource.TokenDemand;
import dev.sdpmcp.upstream.oauth.TokenStore.RefreshDecision;
import dev.sdpmcp.upstream.oauth.TokenStore.Ticket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The lease on the refresh, which is a request without an outcome; see also {@link TokenStoreTest}. */
@Tag("component")
class RefreshLeaseTest extends TokenSites {

    private static final Denied OUTAGE =
            new Denied(Outcome.OUTAGE, new UpstreamFailure.Unavailable("no response", false, null));

    private static TokenStore store(TokenSite site) {
        TokenStore store = site.store(site.database(), TokenSite.REFRESH_TOKEN);
        store.adoptConfigured();
        return store;
    }

    private static Ticket acquire(TokenStore store) {
        RefreshDecision decision = store.decide(TokenDemand.FIRST);
        assertThat(decision).isInstanceOf(RefreshDecision.Request.class);
        return ((RefreshDecision.Request) decision).ticket();
    }

    private static boolean waits(TokenStore store) {
        return store.decide(TokenDemand.FIRST) instanceof RefreshDecision.Wait;
    }

    @ParameterizedTest
    @EnumSource
    void belongs_to_one_server_until_the_outcome_is_stored(DatabaseKind kind) {
        TokenSite site = site(kind);
        TokenStore one = store(site);
        TokenStore two = store(site);
        Ticket lease = acquire(one);
        assertThat(waits(two)).isTrue();
        assertThat(waits(one)).isTrue();

        two.storeOutcome(Ticket.forGrant(lease.grantNumber(), site.clock), OUTAGE);
        assertThat(waits(two)).as("after the outcome of another request").isTrue();
        one.storeOutcome(lease, OUTAGE);
        acquire(two);
        assertThat(waits(one)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void can_be_taken_over_when_it_has_expired(DatabaseKind kind) {
        TokenSite site = site(kind);
        TokenStore one = store(site);
        TokenStore two = store(site);
        acquire(one);
        site.pass(TokenRequest.LEASE_DURATION.minusSeconds(2));
        assertThat(waits(two)).isTrue();
        site.pass(TokenRequest.LEASE_DURATION);

        acquire(two);
        assertThat(waits(one)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void has_one_holder_however_many_servers_want_it_at_once(DatabaseKind kind) throws Exception {
        TokenSite site = site(kind);
        List<TokenStore> servers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            servers.add(store(site));
        }
        for (int round = 0; round < 5; round++) {
            List<Callable<RefreshDecision>> attempts = new ArrayList<>();
            servers.forEach(server -> attempts.add(() -> server.decide(TokenDemand.FIRST)));
            List<RefreshDecision> decisions = new ArrayList<>();
            for (Future<RefreshDecision> attempt : site.executor.invokeAll(attempts)) {
                decisions.add(attempt.get());
            }
            assertThat(decisions)
                    .filteredOn(RefreshDecision.Request.class::isInstance)
                    .hasSize(1);
            assertThat(decisions)
                    .filteredOn(RefreshDecision.Wait.class::isInstance)
                    .hasSize(7);
            site.pass(TokenRequest.LEASE_DURATION.plusSeconds(1)); // no server stores the outcome
        }
    }

    @ParameterizedTest
    @EnumSource
    void is_not_held_by_a_request_with_a_token_that_is_not_stored(DatabaseKind kind) {
        TokenSite site = site(kind);
        TokenStore store = store(site);
        Ticket probe = store.registerRequest();
        Ticket lease = acquire(store);

        store.storeOutcome(probe, new Denied(Outcome.GRANT_REFUSED, new UpstreamFailure.Unauthorised("revoked")));
        assertThat(waits(store)).as("neither released nor blocked by the probe").isTrue();
        store.storeOutcome(lease, OUTAGE);
        acquire(store);
    }
}
