package dev.sdpmcp.upstream.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.config.UpstreamSettings.OAuthClient;
import dev.sdpmcp.desk.module.Toolsets;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseKind;
import dev.sdpmcp.simulator.Simulator;
import dev.sdpmcp.simulator.SimulatorOptions;
import dev.sdpmcp.simulator.oauth.Credentials;
import dev.sdpmcp.upstream.MonotonicClock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exchange of a self-client code, against the simulator. */
@Tag("component")
class AuthorizationTest {

    @TempDir
    Path folder;

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final Simulator simulator;
    private final OAuthClient client;
    private StorageSettings storage = DatabaseKind.EMBEDDED.settings(Path.of(""));
    private Database database = new Database(storage);

    AuthorizationTest() throws Exception {
        simulator = Simulator.start(SimulatorOptions.defaults());
        client = new OAuthClient(
                simulator.baseUri(),
                Credentials.DEMO.clientId(),
                new Secret(Credentials.DEMO.clientSecret()),
                Optional.empty());
    }

    @BeforeEach
    void open() {
        storage = DatabaseKind.EMBEDDED.settings(folder);
        database = DatabaseKind.open(storage);
    }

    @AfterEach
    void close() {
        executor.shutdownNow();
        database.close();
        simulator.close();
    }

    private Authorization authorization() {
        return new Authorization(storage, client, database, new MonotonicClock(), Toolsets.scopes());
    }

    private String code(String scope) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(simulator.baseUri() + "/_sim/codes"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"scope\":\"" + scope + "\"}"))
                .build();
        String answer = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body();
        return new ObjectMapper().readTree(answer).path("code").asText();
    }

    @Test
    void a_server_needs_nothing_but_a_code() throws Exception {
        Authorization.Authorized authorized =
                authorization().authorize(code("SDPOnDemand.requests.ALL,SDPOnDemand.setup.READ"));

        assertThat(authorized.scopes()).containsExactly("SDPOnDemand.requests.ALL", "SDPOnDemand.setup.READ");
        assertThat(String.join("\n", authorized.sentences()))
                .contains(
                        "assign, close): allowed\n", "groups): allowed to read\n", "needs SDPOnDemand.technicians.READ")
                .contains(
                        "A server that runs on this database uses it within seconds; otherwise start one: ./start-sse.sh")
                .doesNotContain("1000.");
        TokenStore store = new TokenStore(database, storage, client, new MonotonicClock());
        TokenEndpoint unused = new TokenEndpoint(client, TokenEndpoint.LIMITS, new MonotonicClock());
        AccessTokens tokens = new AccessTokens(
                new DatabaseTokenSource(unused, store, new MonotonicClock()),
                Duration.ofSeconds(20),
                executor,
                new MonotonicClock());
        assertThat(tokens.source().initialize()).isEmpty();
        assertThat(tokens.current()).startsWith("1000.");
    }

    @Test
    void a_code_that_was_used_is_refused_with_what_to_do() throws Exception {
        String code = code("SDPOnDemand.requests.ALL");
        authorization().authorize(code);

        assertThatThrownBy(() -> authorization().authorize(code))
                .isInstanceOf(Authorization.Refused.class)
                .hasMessageContaining("was used before; make a new one")
                .hasMessageNotContaining(code);
    }

    @Test
    void an_invalid_code_is_not_sent() {
        assertThatThrownBy(() -> authorization().authorize("CODE"))
                .isInstanceOf(Authorization.Refused.class)
                .hasMessageContaining("This is not a code");
    }

    @Test
    void refuses_if_no_token_can_be_stored() {
        StorageSettings without = new StorageSettings(
                folder, Optional.empty(), 5, Optional.empty(), storage.previousEncryptionKeys(), false);

        assertThatThrownBy(() -> new Authorization(without, client, database, new MonotonicClock(), Toolsets.scopes())
                        .authorize("1000.0123456789"))
                .hasMessageContaining("SDP_USE_DB_TOKENS is false");
    }

    @Test
    void counts_against_the_limit_and_uses_no_code_beyond_it() throws Exception {
        for (int call = 0; call < SlidingWindowLimit.MAX_REQUESTS; call++) {
            assertThatThrownBy(() -> authorization().authorize("1000.not-a-good-code"))
                    .hasMessageContaining("invalid_code");
        }
        String good = code("SDPOnDemand.requests.ALL");

        assertThatThrownBy(() -> authorization().authorize(good)).hasMessageContaining("try again in");
    }
}
