package dev.sdpmcp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.simulator.RunningSimulator.Answer;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("component")
class OAuthTest {
    private static final String TOKEN = "/oauth/v2/token";
    private static final String REDIRECT = "https://client.example.org/back";

    @RegisterExtension
    static final RunningSimulator simulator = RunningSimulator.withDefaults();

    @Test
    void a_refresh_token_gives_an_access_token_and_no_new_refresh_token() {
        Answer answer = simulator.form(TOKEN, simulator.refresh("grant_type", "refresh_token"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/access_token").asText()).matches("1000\\.[0-9a-f]{32}\\.[0-9a-f]{32}");
        assertThat(answer.at("/expires_in").asInt()).isEqualTo(3600);
        assertThat(answer.at("/token_type").asText()).isEqualTo("Bearer");
        assertThat(answer.at("/api_domain").asText()).isEqualTo("https://www.zohoapis.com");
        assertThat(answer.at("/scope").asText()).contains("SDPOnDemand.requests.ALL");
        assertThat(answer.json().has("refresh_token")).isFalse();
    }

    @Test
    void parameters_may_be_in_the_query() {
        String query = RunningSimulator.encode(simulator.refresh("grant_type", "refresh_token"));

        Answer answer = simulator.send(
                HttpRequest.newBuilder(simulator.uri(TOKEN + "?" + query)).POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.at("/access_token").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "client_id, 1000.UNKNOWN, invalid_client",
        "client_secret, wrong, invalid_client_secret",
        "refresh_token, 1000.garbage, invalid_code",
        "grant_type, password, unsupported_grant_type"
    })
    void a_wrong_parameter_is_an_error_with_status_200(String name, String value, String error) {
        Answer answer = simulator.form(TOKEN, simulator.refresh(name, value));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/error").asText()).isEqualTo(error);
        assertThat(answer.json().has("access_token")).isFalse();
    }

    @Test
    void the_client_may_have_tokens_without_a_user() {
        Map<String, String> grant = simulator.refresh("grant_type", "client_credentials");
        grant.put("scope", "SDPOnDemand.requests.READ");
        Answer answer = simulator.form(TOKEN, grant);
        simulator.useToken(answer.at("/access_token").asText());

        assertThat(answer.json().has("refresh_token")).isFalse();
        assertThat(simulator.get("/requests").status()).isEqualTo(200);
        assertThat(simulator.post("/requests", "{'request':{'subject':'x'}}").verdict())
                .isEqualTo("401/4002");
    }

    @Test
    void an_unknown_scope_is_refused() {
        Map<String, String> grant = simulator.refresh("grant_type", "client_credentials");
        grant.put("scope", "SDPOnDemand.worklogs.READ");

        assertThat(simulator.form(TOKEN, grant).at("/error").asText()).isEqualTo("invalid_scope");
    }

    @Test
    void a_code_gives_a_refresh_token_once() {
        String code = newCode("SDPOnDemand.requests.ALL");

        Answer first = simulator.form(TOKEN, redeem(code, REDIRECT));
        Answer second = simulator.form(TOKEN, redeem(code, REDIRECT));

        assertThat(first.at("/scope").asText()).isEqualTo("SDPOnDemand.requests.ALL");
        Map<String, String> again =
                simulator.refresh("refresh_token", first.at("/refresh_token").asText());
        assertThat(simulator.form(TOKEN, again).at("/access_token").asText()).isNotEmpty();
        assertThat(second.at("/error").asText()).isEqualTo("invalid_code");
    }

    @Test
    void consent_sends_state_and_accounts_server_back() {
        Map<String, String> back = consent("SDPOnDemand.setup.READ", "in & out");

        assertThat(back).containsEntry("state", "in & out").containsEntry("location", "us");
        assertThat(back.get("accounts-server")).isEqualTo(simulator.uri("").toString());
    }

    @Test
    void a_code_is_valid_for_its_redirect_and_two_minutes() {
        String elsewhere = newCode("SDPOnDemand.setup.READ");
        String late = newCode("SDPOnDemand.setup.READ");

        Answer wrong = simulator.form(TOKEN, redeem(elsewhere, "https://other.example.org"));
        simulator.advance(Duration.ofMinutes(2));

        assertThat(wrong.at("/error").asText()).isEqualTo("invalid_redirect_uri");
        assertThat(simulator.form(TOKEN, redeem(late, REDIRECT)).at("/error").asText())
                .isEqualTo("invalid_code");
    }

    @Test
    void a_sixth_code_within_a_minute_is_refused() {
        for (int i = 0; i < 5; i++) {
            assertThat(consent("SDPOnDemand.setup.READ", "")).containsKey("code");
        }

        assertThat(consent("SDPOnDemand.setup.READ", "")).containsEntry("error", "access_denied");
        simulator.advance(Duration.ofMinutes(1));
        assertThat(consent("SDPOnDemand.setup.READ", "")).containsKey("code");
    }

    @Test
    void the_eleventh_token_within_ten_minutes_is_refused_for_the_rest_of_them() {
        for (int i = 0; i < 10; i++) {
            assertThat(simulator.newToken()).isNotEmpty();
        }
        simulator.advance(Duration.ofMinutes(9));
        Answer refused = simulator.form(TOKEN, simulator.refresh("grant_type", "refresh_token"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/error").asText()).isEqualTo("Access Denied");
        assertThat(refused.at("/error_description").asText()).contains("too many requests");
        assertThat(refused.at("/status").asText()).isEqualTo("failure");
        simulator.advance(Duration.ofMinutes(1));
        assertThat(simulator.newToken()).isNotEmpty();
    }

    @Test
    void the_eleventh_active_token_invalidates_the_oldest() {
        simulator.settings("{'tokensPerTenMinutes':0}");
        String oldest = simulator.newToken();
        String second = simulator.newToken();
        for (int i = 0; i < 8; i++) {
            simulator.newToken();
        }
        assertThat(works(oldest)).isTrue();
        simulator.newToken();

        assertThat(works(oldest)).isFalse();
        assertThat(works(second)).isTrue();
    }

    @Test
    void an_access_token_lives_an_hour() {
        String token = simulator.newToken();
        simulator.advance(Duration.ofMinutes(59));
        assertThat(works(token)).isTrue();

        simulator.advance(Duration.ofMinutes(1));
        assertThat(works(token)).isFalse();
    }

    @Test
    void revoking_the_refresh_token_invalidates_its_access_tokens() {
        String token = simulator.newToken();
        String refreshToken = simulator.options().credentials().refreshToken();

        Answer revoked = simulator.form("/oauth/v2/token/revoke", Map.of("token", refreshToken));

        assertThat(revoked.at("/status").asText()).isEqualTo("success");
        assertThat(works(token)).isFalse();
        assertThat(simulator
                        .form(TOKEN, simulator.refresh("grant_type", "refresh_token"))
                        .at("/error")
                        .asText())
                .isEqualTo("invalid_code");
        assertThat(simulator
                        .form("/oauth/v2/token/revoke", Map.of("token", "none"))
                        .at("/error")
                        .asText())
                .isEqualTo("invalid_code");
    }

    private static boolean works(String token) {
        simulator.useToken(token);
        return simulator.list("/requests", "{'row_count':1}").status() == 200;
    }

    private static String newCode(String scope) {
        return consent(scope, "").getOrDefault("code", "");
    }

    private static Map<String, String> redeem(String code, String redirect) {
        Map<String, String> grant = simulator.refresh("grant_type", "authorization_code");
        grant.put("code", code);
        grant.put("redirect_uri", redirect);
        return grant;
    }

    private static Map<String, String> consent(String scope, String state) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", simulator.options().credentials().clientId());
        query.put("scope", scope);
        query.put("redirect_uri", REDIRECT);
        query.put("state", state);
        Answer answer =
                simulator.send(HttpRequest.newBuilder(simulator.uri("/oauth/v2/auth?" + RunningSimulator.encode(query)))
                        .GET());
        assertThat(answer.status()).isEqualTo(302);
        Map<String, String> back = new LinkedHashMap<>();
        for (String pair : URI.create(answer.header("Location")).getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            back.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return back;
    }
}
