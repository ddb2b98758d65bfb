package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.FreePort;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the tokens when a server ends, and when an administrator of Zoho revokes them. */
@Tag("own-server")
class TokensIT {

    @TempDir
    Path folder;

    private URI desk = URI.create("http://127.0.0.1");

    @BeforeEach
    void ownServerIsWanted() {
        if (!System.getProperty("sdp.url", "").isEmpty()) {
            throw Deployment.skipped("it starts and stops servers of its own, and another one is given (-Dsdp.url)");
        }
    }

    /** The same server again: same data, same help desk. */
    private OwnServer again() {
        Map<String, String> settings = new HashMap<>(OwnServer.ROOMY);
        settings.put("SDP_DATA_DIR", folder.resolve("data").toString());
        settings.put("SDP_BASE_URL", desk.toString());
        settings.put("SDP_ACCOUNTS_URL", desk.toString());
        return OwnServer.start(settings);
    }

    private OwnServer first() {
        Map<String, String> settings = new HashMap<>(OwnServer.ROOMY);
        settings.put("SDP_DATA_DIR", folder.resolve("data").toString());
        OwnServer server = OwnServer.start(settings);
        desk = server.target().simulator().orElseThrow().base();
        return server;
    }

    private static JsonNode list(OwnServer server) {
        try (TestSession session = TestSession.ready(server.target())) {
            return session.tool("list_requests", Json.object("{'page_size':1}"));
        }
    }

    private int tokenCalls() {
        return Json.parse(Http.send(HttpRequest.newBuilder(desk.resolve("/_sim/requests?path=/oauth/v2/token"))
                                .build())
                        .body())
                .path("count")
                .asInt();
    }

    private JsonNode oauthCheck(OwnServer server) {
        JsonNode report =
                Json.parse(Http.send(HttpRequest.newBuilder(server.target().at("/health/ready"))
                                .build())
                        .body());
        assertThat(report.path("status").asText()).isEqualTo("UP");
        for (JsonNode check : report.path("checks")) {
            if (check.path("name").asText().equals("oauth")) {
                return check.path("data");
            }
        }
        throw new AssertionError(report.toString());
    }

    @Test
    void a_restart_needs_no_new_token_and_a_revoked_one_is_told_with_what_to_do() {
        try (OwnServer before = first()) {
            assertThat(list(before).path("isError").asBoolean()).isFalse();
            before.process().terminate();
            assertThat(before.process().awaitExit(Duration.ofSeconds(60))).isZero();

            try (OwnServer after = again()) {
                assertThat(list(after).path("isError").asBoolean()).isFalse();
                assertThat(tokenCalls()).isEqualTo(1);
                assertThat(oauthCheck(after).path("token").asText()).isEqualTo("valid");

                revoke();
                JsonNode refused = list(after);

                assertThat(refused.path("isError").asBoolean()).isTrue();
                assertThat(refused.at("/content/0/text").asText())
                        .contains("the refresh token is wrong or was revoked")
                        .contains("./start-sse.sh --authorize CODE")
                        .doesNotContain("suite-refresh");
                assertThat(oauthCheck(after).path("renewal").asText()).isEqualTo("refused");
                assertThat(oauthCheck(after).path("reason").asText()).contains("--authorize CODE");
                assertThat(after.process().output())
                        .doesNotContain("suite-refresh")
                        .doesNotContain("suite-secret")
                        .doesNotContain("\tat ");
            }
        }
    }

    @Test
    void a_server_without_any_refresh_token_does_not_start_and_says_how_to_get_one() {
        Map<String, String> environment = Map.of(
                "SDP_API_KEYS",
                OwnServer.KEY,
                "SDP_CLIENT_ID",
                "nobody",
                "SDP_CLIENT_SECRET",
                "nobody's-secret",
                "SDP_INSTANCE_NAME",
                "itdesk",
                "SDP_HTTP_PORT",
                Integer.toString(FreePort.pick()),
                "SDP_DATA_DIR",
                folder.resolve("data").toString());
        try (ChildProcess server = ServerKind.ofThisRun().start(environment)) {
            // a setting is missing: nobody should try that again before it is there
            assertThat(server.awaitExit(Duration.ofMinutes(4))).isEqualTo(5);
            assertThat(server.output())
                    .contains("there is no refresh token for this client yet")
                    .contains("./start-sse.sh --authorize CODE")
                    .doesNotContain("\tat ");
        }
    }

    private void revoke() {
        assertThat(Http.send(HttpRequest.newBuilder(desk.resolve("/oauth/v2/token/revoke?token=suite-refresh"))
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build())
                        .body())
                .contains("success");
    }
}
