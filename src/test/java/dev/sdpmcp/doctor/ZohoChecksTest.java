package dev.sdpmcp.doctor;

import static dev.sdpmcp.doctor.TestInstallation.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.FreePort;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.doctor.Report.CheckResult;
import dev.sdpmcp.persistence.DataFolderRequests;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseKind;
import dev.sdpmcp.simulator.Simulator;
import dev.sdpmcp.simulator.SimulatorOptions;
import dev.sdpmcp.simulator.oauth.Credentials;
import dev.sdpmcp.simulator.oauth.Scope;
import dev.sdpmcp.upstream.CallBudget;
import dev.sdpmcp.upstream.ExchangeListener;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.UpstreamExchange;
import dev.sdpmcp.upstream.UpstreamLimits;
import dev.sdpmcp.upstream.UpstreamState;
import dev.sdpmcp.upstream.UpstreamWrite;
import dev.sdpmcp.upstream.oauth.CredentialProbe;
import dev.sdpmcp.upstream.oauth.GrantedScopes;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks of credentials and scopes, in front of the simulator. */
@Tag("component")
class ZohoChecksTest {

    @TempDir
    Path home;

    private final ExecutorService executor = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    private void withDatabase(StorageSettings storage, String... statements) {
        try (Database made = DatabaseKind.open(storage)) {
            for (String statement : statements) {
                made.onConnection(connection -> {
                    try (var prepared = connection.prepareStatement(statement)) {
                        return prepared.executeUpdate();
                    }
                });
            }
        }
    }

    /** Runs the four checks as the doctor does when no server runs. */
    private List<String> lines(TestInstallation installation) throws InterruptedException {
        List<String> lines = new ArrayList<>();
        CheckRunner runner = new CheckRunner(result -> lines.addAll(TestInstallation.PLAIN.lines(result)));
        runner.assumePassed(ConfigurationChecks.CONFIGURATION, NetworkChecks.UPSTREAM);
        try (StandaloneResources resources = new StandaloneResources(installation.context())) {
            runner.run(resources.checks());
        }
        return lines;
    }

    private TestInstallation inFrontOf(Simulator simulator) {
        return new TestInstallation(home)
                .with("SDP_CLIENT_ID", Credentials.DEMO.clientId())
                .with("SDP_CLIENT_SECRET", Credentials.DEMO.clientSecret())
                .with("SDP_REFRESH_TOKEN", Credentials.DEMO.refreshToken())
                .with("SDP_BASE_URL", simulator.baseUri().toString())
                .with("SDP_ACCOUNTS_URL", simulator.baseUri().toString());
    }

    private static String control(Simulator simulator, String method, String path, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(simulator.baseUri() + path))
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static int tokenCalls(Simulator simulator) throws Exception {
        return Report.tree(control(simulator, "GET", "/_sim/requests?path=/oauth/v2/token", ""))
                .path("count")
                .asInt();
    }

    @Test
    void valid_credentials_are_tried_once_and_not_stored() throws Exception {
        try (Simulator simulator = Simulator.start(SimulatorOptions.defaults())) {
            TestInstallation installation = inFrontOf(simulator);
            withDatabase(installation.configuration().storage());

            assertThat(lines(installation)).noneMatch(line -> line.startsWith("FAIL"));
            assertThat(tokenCalls(simulator)).isEqualTo(1);
            // not stored: that is for the server that takes over this refresh token
            assertThat(lines(installation)).anyMatch(line -> line.contains("Zoho gives access tokens"));
            assertThat(lines(installation))
                    .anyMatch(line -> line.contains("tickets (") && line.startsWith("ok    scopes"));
        }
    }

    @Test
    void wrong_credentials_are_reported_with_the_data_centre() throws Exception {
        try (Simulator simulator = Simulator.start(SimulatorOptions.defaults())) {
            assertThat(lines(inFrontOf(simulator).with("SDP_CLIENT_SECRET", "another-secret")))
                    .anyMatch(line -> line.startsWith("FAIL  credentials:") && line.contains("Check SDP_CLIENT_SECRET"))
                    .anyMatch(line -> line.startsWith("skip  scopes:"));
            assertThat(lines(inFrontOf(simulator).with("SDP_CLIENT_ID", "1000.OTHER")))
                    .anyMatch(
                            line -> line.contains("invalid_client)") && line.contains("this one was asked: 127.0.0.1"));
            assertThat(lines(inFrontOf(simulator).with("SDP_REFRESH_TOKEN", "revoked")))
                    .anyMatch(line -> line.contains("--authorize CODE"));
        }
    }

    /** An operator must not spend a code of the API console because a password is wrong. */
    @Test
    void an_unreadable_database_is_not_reported_as_a_missing_token() throws Exception {
        try (Simulator simulator = Simulator.start(SimulatorOptions.defaults())) {
            TestInstallation installation = inFrontOf(simulator)
                    .without("SDP_REFRESH_TOKEN")
                    .with("SDP_DB_HOST", "127.0.0.1")
                    .with("SDP_DB_PORT", Integer.toString(FreePort.pick()))
                    .with("SDP_DB_NAME", "sdp")
                    .with("SDP_DB_USER", "sdp")
                    .with("SDP_DB_PASSWORD", "a-password")
                    .with("SDP_ENCRYPTION_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");

            assertThat(lines(installation))
                    .anyMatch(line -> line.startsWith("FAIL  database:"))
                    .anyMatch(line -> line.startsWith("skip  credentials:"))
                    .noneMatch(line -> line.contains("refresh token"));
        }
    }

    @Test
    void without_a_database_the_number_of_token_requests_is_limited() throws Exception {
        try (Simulator simulator = Simulator.start(SimulatorOptions.defaults())) {
            for (int run = 0; run < 5; run++) {
                lines(inFrontOf(simulator));
            }
            assertThat(tokenCalls(simulator)).isEqualTo(3);
            assertThat(lines(inFrontOf(simulator)))
                    .anyMatch(line -> line.startsWith("warn  credentials:") && line.contains("Try again in"));
        }
    }

    /** The granted scopes are not known here, so each module is read. */
    @Test
    void a_missing_scope_is_reported_with_the_tools_that_need_it() throws Exception {
        Credentials few = new Credentials(
                Credentials.DEMO.clientId(),
                Credentials.DEMO.clientSecret(),
                Credentials.DEMO.refreshToken(),
                Scope.parseAll("SDPOnDemand.requests.READ,SDPOnDemand.users.READ"));
        try (Simulator simulator = Simulator.start(SimulatorOptions.defaults().withCredentials(few))) {
            assertThat(lines(inFrontOf(simulator)))
                    .anyMatch(
                            line -> line.startsWith("ok    scopes: tickets") && line.contains("changes were not tried"))
                    .anyMatch(line -> line.startsWith("warn  scopes: metadata")
                            && line.contains("SDPOnDemand.setup.READ is missing"))
                    .anyMatch(line -> line.startsWith("warn  scopes: technicians"))
                    .anyMatch(line -> line.startsWith("ok    scopes: requesters"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SDPOnDemand.requests.ALL,ok",
        "SDPOnDemand.requests.READ,warn",
        "SDPOnDemand.setup.ALL,FAIL",
        "SDPOnDemand.requests.READ SDPOnDemand.requests.CREATE SDPOnDemand.requests.UPDATE,ok"
    })
    void the_scopes_reported_by_zoho_decide_how_tickets_can_be_used(String scopes, String outcome) throws Exception {
        try (Simulator simulator = Simulator.start(SimulatorOptions.defaults())) {
            TestInstallation installation = inFrontOf(simulator);
            HelpDesk desk = new HelpDesk(
                    installation.configuration().upstream().apiBase(),
                    CredentialProbe.alone(installation.configuration()),
                    UpstreamLimits.DEFAULT,
                    executor,
                    new CallBudget(60),
                    new UpstreamState(),
                    new NoWrites());

            assertThat(lines(ZohoChecks.scopes(() -> desk, () -> Optional.of(GrantedScopes.of(scopes)))))
                    .anyMatch(line -> line.startsWith(outcome) && line.contains("scopes: tickets"));
        }
    }

    private static List<String> lines(Check check) throws Exception {
        return TestInstallation.lines(check);
    }

    private static final class NoWrites implements ExchangeListener {
        @Override
        public void beforeWrite(UpstreamWrite write) {
            throw new AssertionError("the doctor changes nothing");
        }

        @Override
        public void exchanged(UpstreamExchange exchange) {}
    }

    @Test
    void an_unknown_instance_is_a_failure() throws Exception {
        try (Simulator simulator = Simulator.start(SimulatorOptions.defaults())) {
            assertThat(lines(inFrontOf(simulator).with("SDP_INSTANCE_NAME", "nobody")))
                    .anyMatch(line -> line.startsWith("FAIL  scopes:") && line.contains("SDP_INSTANCE_NAME"));
        }
    }

    @Test
    void a_running_server_is_asked_by_a_file_and_reports_whether_it_has_the_same_settings() throws Exception {
        TestInstallation installation = new TestInstallation(home);
        Path data = Files.createDirectory(home.resolve("data"));
        CheckContext context = installation.context();
        context.setDataFolderHeld();
        CountDownLatch over = new CountDownLatch(1);
        Thread server = new Thread(() -> serve(data, installation, over));
        server.setDaemon(true);
        server.start();
        try {
            Check own = DatabaseChecks.database(
                    () -> {
                        throw new AssertionError("only the server may open this database");
                    },
                    facts -> {});
            assertThat(line(new RunningServer(context).insteadOf(own))).isEqualTo("ok    database: from inside");
            assertThat(new RunningServer(context).answer().orElseThrow().sameSettings())
                    .isTrue();
            TestInstallation other = new TestInstallation(home).with("SDP_CLIENT_SECRET", "another-secret");
            assertThat(new RunningServer(other.context()).answer().orElseThrow().sameSettings())
                    .isFalse();
        } finally {
            over.countDown();
        }
    }

    private static void serve(Path data, TestInstallation installation, CountDownLatch over) {
        var requests = new DataFolderRequests(data, RunningServer.REQUESTS);
        try {
            while (over.getCount() > 0) {
                requests.serve(digest -> Report.write(new RunningServer.Answer(
                        SettingsDigest.matches(
                                digest, installation.configuration().upstream()),
                        List.of(CheckResult.of(DatabaseChecks.DATABASE, 1, List.of(Finding.ok("from inside")))))));
                Thread.sleep(20);
            }
        } catch (Exception ended) {
            throw new AssertionError(ended);
        }
    }
}
