package dev.sdpmcp.launcher.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("component")
class LivenessTest {

    @ParameterizedTest
    @CsvSource({"200, true", "503, false", "404, false", "403, false"})
    void only_an_answer_that_says_so_is_a_sign_of_life(int status, boolean alive) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/health/live", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try {
            assertThat(new Liveness(new Application(), Optional.of(new HttpProbe(server.getAddress()))).isAlive())
                    .isEqualTo(alive);
        } finally {
            server.stop(0);
        }
        assertThat(new Liveness(new Application(), Optional.of(new HttpProbe(server.getAddress()))).isAlive())
                .as("nobody listens")
                .isFalse();
    }

    @Test
    void where_no_request_is_let_in_the_application_counts_as_alive_while_it_is_there() throws Exception {
        Liveness liveness = new Liveness(new Application(), Optional.empty());

        assertThat(liveness.isAlive()).isFalse();
        try (GivenApplication application = new GivenApplication()) {
            assertThat(application).isNotNull();
            assertThat(liveness.isAlive()).isTrue();
        }
    }
}
