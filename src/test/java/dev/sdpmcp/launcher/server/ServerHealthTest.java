package dev.sdpmcp.launcher.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.sdpmcp.launcher.server.ServerHealth.HttpProbe;
import dev.sdpmcp.launcher.setting.ExitCode;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("component")
class ServerHealthTest {

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final AtomicInteger absent = new AtomicInteger();
    private final HttpServer server;

    ServerHealthTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " of "
                    + exchange.getRequestHeaders().keySet());
            exchange.sendResponseHeaders(absent.getAndDecrement() > 0 ? 404 : 200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    private Optional<HttpProbe> probe() {
        return Optional.of(new HttpProbe(server.getAddress()));
    }

    @Test
    void polls_without_a_key_until_the_application_responds() throws Exception {
        absent.set(2);
        try (GivenApplication ready = new GivenApplication()) {
            assertThat(ready).isNotNull();

            new ServerHealth(new Application(), probe()).awaitReady();
        }

        assertThat(asked).hasSize(3).containsOnly("GET /health/live of [Connection, Host]");
    }

    @Test
    void makes_no_request_that_would_be_refused() throws Exception {
        try (GivenApplication ready = new GivenApplication()) {
            assertThat(ready).isNotNull();

            new ServerHealth(new Application(), Optional.empty()).awaitReady();
        }

        assertThat(asked).isEmpty();
    }

    @Test
    void ends_with_the_exit_code_of_the_problem_that_needs_a_fix() throws Exception {
        try (GivenApplication ill = new GivenApplication()
                .withProblem("the database is away.", "DATABASE")
                .withProblem("there is no refresh token.", "CONFIGURATION")) {
            assertThat(ill).isNotNull();

            StartRefused refused = catchThrowableOfType(
                    StartRefused.class, () -> new ServerHealth(new Application(), probe()).awaitReady());

            assertThat(refused.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
            assertThat(refused.messages()).containsExactly("the database is away.", "there is no refresh token.");
        }
    }

    @Test
    void announces_the_start_and_waits_for_the_end_of_the_application() throws Exception {
        Application application = new Application();
        try (GivenApplication ready = new GivenApplication()) {
            application.announceReady();

            assertThat(ready.hasAnnounced()).isTrue();
        }
        application.announceReady();
        application.awaitEnd(Duration.ofDays(1));
    }

    @ParameterizedTest
    @CsvSource({"200, true", "503, false", "404, false", "403, false"})
    void is_alive_only_with_status_200(int status, boolean alive) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/health/live", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try {
            assertThat(new ServerHealth(new Application(), Optional.of(new HttpProbe(server.getAddress()))).isAlive())
                    .isEqualTo(alive);
        } finally {
            server.stop(0);
        }
        assertThat(new ServerHealth(new Application(), Optional.of(new HttpProbe(server.getAddress()))).isAlive())
                .as("nobody listens")
                .isFalse();
    }

    @Test
    void without_a_probe_the_server_is_alive_while_the_application_is_deployed() throws Exception {
        ServerHealth health = new ServerHealth(new Application(), Optional.empty());

        assertThat(health.isAlive()).isFalse();
        try (GivenApplication application = new GivenApplication()) {
            assertThat(application).isNotNull();
            assertThat(health.isAlive()).isTrue();
        }
    }
}
