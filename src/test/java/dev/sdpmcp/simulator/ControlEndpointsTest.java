package dev.sdpmcp.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.simulator.RunningSimulator.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Control endpoints: faults, clock, log, settings and data. */
@Tag("component")
class ControlEndpointsTest {
    @RegisterExtension
    static final RunningSimulator simulator = RunningSimulator.withDefaults();

    @ParameterizedTest
    @CsvSource({
        "rate_limited, 429, application/json",
        "server_error, 500, application/json",
        "not_found, 404, application/json",
        "unavailable, 503, text/html",
        "html_401, 401, text/html",
        "html_400, 400, text/html"
    })
    void an_error_fault_affects_one_call_which_does_no_work(String kind, int status, String type) {
        fault("{'kind':'" + kind + "','method':'POST','path':'/requests','retry_after':3}");

        Answer answer = simulator.post("/requests", "{'request':{'subject':'x'}}");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith(type);
        assertThat(answer.header("Retry-After")).isEqualTo("3");
        assertThat(total()).isEqualTo(250);
        assertThat(simulator.post("/requests", "{'request':{'subject':'x'}}").status())
                .isEqualTo(200);
    }

    @Test
    void a_fault_affects_calls_by_method_path_and_count() {
        fault("{'kind':'server_error','method':'GET','path':'/requests/*/notes','skip':1,'count':2}");
        String notes = "/requests/" + simulator.newRequest() + "/notes";

        assertThat(simulator.get("/requests").status()).isEqualTo(200);
        assertThat(simulator.post(notes, "{'request_note':{'description':'x'}}").status())
                .isEqualTo(200);
        assertThat(simulator.get(notes).status()).isEqualTo(200);
        assertThat(simulator.get(notes).status()).isEqualTo(500);
        assertThat(simulator.get(notes).status()).isEqualTo(500);
        assertThat(simulator.get(notes).status()).isEqualTo(200);
        assertThat(simulator.sim("GET", "/faults", "").json()).isEmpty();
    }

    @Test
    void a_fault_can_affect_the_token_endpoint() {
        fault("{'kind':'unavailable','path':'/oauth/v2/token'}");

        assertThat(simulator
                        .form("/oauth/v2/token", simulator.refresh("grant_type", "refresh_token"))
                        .status())
                .isEqualTo(503);
        assertThat(simulator.newToken()).isNotEmpty();
    }

    @Test
    void a_dropped_connection_may_have_done_its_work() {
        simulator.token();
        fault("{'kind':'drop','method':'POST'}");
        assertThatThrownBy(() -> simulator.post("/requests", "{'request':{'subject':'lost'}}"))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(total()).isEqualTo(250);

        fault("{'kind':'drop','method':'POST','after_commit':true}");
        assertThatThrownBy(() -> simulator.post("/requests", "{'request':{'subject':'kept'}}"))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(total()).isEqualTo(251);
    }

    @Test
    void a_truncated_answer_ends_in_the_middle() {
        simulator.token();
        fault("{'kind':'truncate'}");

        assertThatThrownBy(() -> simulator.get("/requests")).isInstanceOf(UncheckedIOException.class);
        assertThat(simulator.get("/requests").status()).isEqualTo(200);
    }

    @Test
    void a_slow_answer_is_delayed() {
        simulator.token();
        fault("{'kind':'slow','millis':300}");
        long start = System.nanoTime();

        assertThat(simulator.get("/requests").status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void a_token_expires_after_a_number_of_calls_and_all_tokens_can_be_ended() {
        simulator.token();
        fault("{'kind':'expire_token','skip':1}");

        assertThat(simulator.get("/requests").status()).isEqualTo(200);
        assertThat(simulator.get("/requests").verdict()).isEqualTo("401/4022");
        simulator.useToken("");
        assertThat(simulator.get("/requests").status()).isEqualTo(200);
        simulator.sim("DELETE", "/tokens", "");
        assertThat(simulator.get("/requests").verdict()).isEqualTo("401/4022");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'kind':'explode'}|unknown kind 'explode'",
                "{'kind':'drop','times':1}|unknown key 'times'",
                "{'kind':'drop','count':0}|count is a whole number",
                "{'kind':'slow','millis':999999}|millis is a whole number",
                "[1]|give one JSON object",
                "{|not JSON"
            })
    void a_wrong_fault_is_refused(String order, String error) {
        Answer answer = simulator.sim("POST", "/faults", order);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/error").asText()).startsWith(error);
    }

    @Test
    void faults_are_limited_and_can_be_removed() {
        for (int i = 0; i < 100; i++) {
            fault("{'kind':'drop','path':'/nowhere'}");
        }

        assertThat(simulator.sim("POST", "/faults", "{'kind':'drop'}").status()).isEqualTo(400);
        simulator.sim("DELETE", "/faults", "");
        assertThat(simulator.sim("GET", "/faults", "").json()).isEmpty();
    }

    @Test
    void the_log_counts_calls_and_holds_no_secret() {
        simulator.sim("DELETE", "/requests", "");
        String token = simulator.token();
        simulator.get("/requests");
        simulator.get("/nowhere");
        fault("{'kind':'server_error'}");
        simulator.get("/requests");

        Answer log = simulator.sim("GET", "/requests?path=/api/v3/requests&method=GET", "");

        assertThat(log.at("/totals/token").asInt()).isEqualTo(1);
        assertThat(log.at("/totals/api").asInt()).isEqualTo(3);
        assertThat(log.at("/count").asInt()).isEqualTo(2);
        assertThat(log.at("/entries/0/status").asInt()).isEqualTo(200);
        assertThat(log.at("/entries/1/status").asInt()).isEqualTo(500);
        assertThat(log.at("/entries/1/fault").asText()).isEqualTo("server_error");
        assertThat(simulator.sim("GET", "/requests", "").text())
                .doesNotContain(token)
                .doesNotContain("input_data")
                .doesNotContain(simulator.options().credentials().clientSecret());
        String since = "/requests?since=" + log.at("/entries/0/sequence").asLong();
        assertThat(simulator.sim("GET", since, "").at("/count").asInt()).isEqualTo(2);
    }

    @Test
    void the_clock_only_goes_forward() {
        long before = simulator.sim("GET", "/clock", "").at("/now").asLong();
        JsonNode after =
                simulator.sim("POST", "/clock", "{'advance_seconds':86400}").json();

        assertThat(after.at("/now").asLong() - before).isBetween(86_400_000L, 86_430_000L);
        assertThat(simulator.sim("POST", "/clock", "{'advance_seconds':-1}").status())
                .isEqualTo(400);
        simulator.sim("POST", "/reset", "");
        assertThat(simulator.sim("GET", "/clock", "").at("/now").asLong())
                .isLessThan(after.at("/now").asLong());
    }

    @Test
    void a_reset_restores_the_initial_state() {
        simulator.newRequest();
        simulator.settings("{'strictAccept':true}");
        fault("{'kind':'drop'}");

        Answer health = simulator.sim("POST", "/reset", "");

        assertThat(health.at("/requests").asInt()).isEqualTo(250);
        assertThat(simulator.sim("GET", "/faults", "").json()).isEmpty();
        assertThat(simulator.sim("GET", "/settings", "").at("/strictAccept").asBoolean())
                .isFalse();
        assertThat(simulator.get("/requests").verdict()).isEqualTo("401/4022");
    }

    @Test
    void data_can_be_replaced() {
        assertThat(simulator
                        .sim("POST", "/seed", "{'tickets':7,'seed':5}")
                        .at("/requests")
                        .asInt())
                .isEqualTo(7);
        assertThat(total()).isEqualTo(7);
        assertThat(simulator.sim("POST", "/seed", "{'tickets':-1}").status()).isEqualTo(400);
        assertThat(simulator.sim("POST", "/seed", "{'tickets':5001}").status()).isEqualTo(400);
    }

    @Test
    void an_unknown_control_endpoint_names_the_document() {
        assertThat(simulator.sim("GET", "/nothing", "").at("/error").asText()).contains("docs/simulator.md");
    }

    private static void fault(String order) {
        Answer answer = simulator.sim("POST", "/faults", order);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static int total() {
        return simulator.sim("GET", "/health", "").at("/requests").asInt();
    }
}
