package dev.sdpmcp.launcher.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.sdpmcp.config.Secret;
import dev.sdpmcp.launcher.setting.ExitCode;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("component")
class WarmUpTest {

    private final List<HttpServer> servers = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final Logger log = Logger.getLogger(WarmUp.class.getName());
    private final Said said = new Said();

    private static final class Said extends Handler {

        final Queue<String> warnings = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord line) {
            warnings.add(line.getMessage());
        }

        @Override
        public void flush() {
            // kept in memory
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    @BeforeEach
    void listen() {
        log.addHandler(said);
    }

    @AfterEach
    void end() {
        log.removeHandler(said);
        servers.forEach(server -> server.stop(0));
        threads.shutdownNow();
    }

    private HttpProbe server(Queue<String> asked, ToIntFunction<String> answer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            exchange.sendResponseHeaders(answer.applyAsInt(path), -1);
            exchange.close();
        });
        server.start();
        servers.add(server);
        return new HttpProbe(server.getAddress(), "localhost", Duration.ofSeconds(10), new Secret("a".repeat(32)));
    }

    private static void run(HttpProbe... ways) throws Exception {
        try (GivenApplication ready = new GivenApplication()) {
            assertThat(ready).isNotNull();
            new WarmUp(new Application(), List.of(ways)).run();
        }
    }

    @Test
    void where_it_is_not_admitted_it_says_so_once_and_asks_no_more() throws Exception {
        Queue<String> asked = new ConcurrentLinkedQueue<>();

        run(server(asked, path -> 403));

        assertThat(asked).containsOnly("/health/live").hasSizeLessThanOrEqualTo(2);
        assertThat(said.warnings).singleElement().asString().contains("SDP_ALLOWED_IPS");
    }

    @Test
    void comes_by_the_address_that_is_admitted() throws Exception {
        Queue<String> refused = new ConcurrentLinkedQueue<>();
        Queue<String> admitted = new ConcurrentLinkedQueue<>();

        run(server(refused, path -> 403), server(admitted, path -> 200));

        assertThat(refused).containsOnly("/health/live");
        assertThat(admitted).filteredOn("/health"::equals).hasSize(50);
        assertThat(admitted).filteredOn("/sessions"::equals).hasSize(50);
        assertThat(said.warnings).isEmpty();
    }

    @Test
    void comes_as_the_proxy_that_is_trusted() throws Exception {
        Queue<String> asked = new ConcurrentLinkedQueue<>();
        HttpProbe direct = server(asked, path -> 200);
        servers.get(0).removeContext("/");
        servers.get(0).createContext("/", exchange -> {
            String client = exchange.getRequestHeaders().getFirst("X-Forwarded-For");
            asked.add(String.valueOf(client));
            exchange.sendResponseHeaders("10.0.0.0".equals(client) ? 200 : 403, -1);
            exchange.close();
        });

        run(direct, direct.onBehalfOf("10.0.0.0"));

        assertThat(asked).filteredOn("10.0.0.0"::equals).hasSizeGreaterThan(100);
        assertThat(said.warnings).isEmpty();
    }

    @Test
    void goes_on_until_no_answer_is_another_than_the_expected() throws Exception {
        AtomicInteger cold = new AtomicInteger(3);
        Queue<String> asked = new ConcurrentLinkedQueue<>();

        run(server(asked, path -> path.equals("/sessions") && cold.getAndDecrement() > 0 ? 400 : 200));

        assertThat(asked).filteredOn("/sessions"::equals).hasSize(100);
    }

    @Test
    void a_limit_of_the_configuration_is_no_fault() throws Exception {
        Queue<String> asked = new ConcurrentLinkedQueue<>();

        run(server(asked, path -> path.equals("/health/live") ? 200 : 429));

        assertThat(asked).filteredOn("/sessions"::equals).hasSize(50);
    }

    @Test
    void ends_with_what_stays_until_somebody_mends_it() throws Exception {
        try (GivenApplication ill = new GivenApplication()
                .withProblem("the database is away.", "DATABASE")
                .withProblem("there is no refresh token.", "CONFIGURATION")) {
            assertThat(ill).isNotNull();
            HttpProbe nobody = server(new ConcurrentLinkedQueue<>(), path -> 200);

            StartRefused refused = catchThrowableOfType(
                    StartRefused.class, () -> new WarmUp(new Application(), List.of(nobody)).run());

            assertThat(refused.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
            assertThat(refused.messages()).containsExactly("the database is away.", "there is no refresh token.");
        }
    }
}
