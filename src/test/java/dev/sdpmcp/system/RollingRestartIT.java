package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** One of two servers goes, and the clients behind the balancer of {@code docs/upgrade.md} go on with the other. */
class RollingRestartIT {

    private static final Duration MOVING = Duration.ofSeconds(60);

    @Test
    void clients_lose_no_accepted_call_and_move_to_the_other_server() throws Exception {
        URI staying = Deployment.target().base();
        if (Deployment.target().pid().isEmpty()) {
            throw Deployment.skipped("the other server must have the keys of one that is started here");
        }
        BalancingHaProxy haProxy = new BalancingHaProxy(staying.getAuthority());
        if (haProxy.executable().isEmpty()) {
            throw Deployment.skipped("there is no haproxy on this machine (Debian: apt-get install haproxy)");
        }
        try (OwnServer going = OwnServer.start(OwnServer.ROOMY);
                Proxy balancer = haProxy.inFrontOf(going.target().base());
                Traveller traveller = Traveller.begin(through(balancer))) {
            going.target().simulator().orElseThrow().slow("/requests", 500, 1_000);
            Awaitility.await().atMost(MOVING).until(() -> traveller.answered() > 3);
            assertThat(traveller.sessions()).isEqualTo(1);

            going.process().terminate();
            assertThat(going.process().awaitExit(MOVING)).isZero();
            int before = traveller.answered();

            Awaitility.await()
                    .atMost(MOVING)
                    .until(() -> traveller.sessions() > 1 && traveller.answered() > before + 3);
            assertThat(traveller.lost()).isEmpty();
        }
    }

    private static Target through(Proxy balancer) {
        return new Target(
                URI.create("http://127.0.0.1:" + balancer.port()),
                OwnServer.KEY,
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty());
    }
}
