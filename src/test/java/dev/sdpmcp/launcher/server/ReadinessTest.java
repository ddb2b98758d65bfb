package dev.sdpmcp.launcher.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
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

@Tag("component")
class ReadinessTest {

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final AtomicInteger absent = new AtomicInteger();
    private final HttpServer server;

    ReadinessTest() throws IOException {
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
    void asks_in_nobodys_name_until_the_application_itself_answers() throws Exception {
        absent.set(2);
        try (GivenApplication ready = new GivenApplication()) {
            assertThat(ready).isNotNull();

            new Readiness(new Application(), probe()).await();
        }

        assertThat(asked).hasSize(3).containsOnly("GET /health/live of [Connection, Host]");
    }

    @Test
    void asks_nothing_where_it_would_be_refused() throws Exception {
        try (GivenApplication ready = new GivenApplication()) {
            assertThat(ready).isNotNull();

            new Readiness(new Application(), Optional.empty()).await();
        }

        assertThat(asked).isEmpty();
    }

    @Test
    void ends_with_what_stays_until_somebody_fixes_it() throws Exception {
        try (GivenApplication ill = new GivenApplication()
                .withProblem("the database is away.", "DATABASE")
                .withProblem("there is no refresh token.", "CONFIGURATION")) {
            assertThat(ill).isNotNull();

            StartRefused refused =
                    catchThrowableOfType(StartRefused.class, () -> new Readiness(new Application(), probe()).await());

            assertThat(refused.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
            assertThat(refused.messages()).containsExactly("the database is away.", "there is no refresh token.");
        }
    }

    @Test
    void the_application_logs_its_start_and_is_waited_for_at_its_end() throws Exception {
        Application application = new Application();
        try (GivenApplication ready = new GivenApplication()) {
            application.announceReady();

            assertThat(ready.hasAnnounced()).isTrue();
        }
        application.announceReady();
        application.awaitEnd(Duration.ofDays(1));
    }
}
