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

/** Faults on order, the clock, the log. */
@Tag("component")
class BackDoorTest {
    @RegisterExtension
    static final RunningSimulator desk = RunningSimulator.usual();

    @ParameterizedTest
    @CsvSource({
        "rate_limited, 429, application/json",
        "server_error, 500, application/json",
        "not_found, 404, application/json",
        "unavailable, 503, text/html",
        "html_401, 401, text/html",
        "html_400, 400, text/html"
    })
    void a_canned_fault_strikes_once_and_does_no_work(String kind, int status, String type) {
        fault("{'kind':'" + kind + "','method':'POST','path':'/requests','retry_after':3}");

        Answer struck = desk.post("/requests", "{'request':{'subject':'x'}}");

        assertThat(struck.status()).isEqualTo(status);
        assertThat(struck.header("Content-Type")).startsWith(type);
        assertThat(struck.header("Retry-After")).isEqualTo("3");
        assertThat(total()).isEqualTo(250);
        assertThat(desk.post("/requests", "{'request':{'subject':'x'}}").status())
                .isEqualTo(200);
    }

    @Test
    void a_fault_keeps_to_its_method_path_and_count() {
        fault("{'kind':'server_error','method':'GET','path':'/requests/*/notes','skip':1,'count':2}");
        String notes = "/requests/" + desk.newRequest() + "/notes";

        assertThat(desk.get("/requests").status()).isEqualTo(200);
        assertThat(desk.post(notes, "{'request_note':{'description':'x'}}").status())
                .isEqualTo(200);
        assertThat(desk.get(notes).status()).isEqualTo(200);
        assertThat(desk.get(notes).status()).isEqualTo(500);
        assertThat(desk.get(notes).status()).isEqualTo(500);
        assertThat(desk.get(notes).status()).isEqualTo(200);
        assertThat(desk.sim("GET", "/faults", "").json()).isEmpty();
    }

    @Test
    void the_token_endpoint_fails_on_order_too() {
        fault("{'kind':'unavailable','path':'/oauth/v2/token'}");

        assertThat(desk.form("/oauth/v2/token", desk.refresh("grant_type", "refresh_token"))
                        .status())
                .isEqualTo(503);
        assertThat(desk.newToken()).isNotEmpty();
    }

    @Test
    void a_dropped_connection_may_have_done_its_work() {
        desk.token();
        fault("{'kind':'drop','method':'POST'}");
        assertThatThrownBy(() -> desk.post("/requests", "{'request':{'subject':'lost'}}"))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(total()).isEqualTo(250);

        fault("{'kind':'drop','method':'POST','after_commit':true}");
        assertThatThrownBy(() -> desk.post("/requests", "{'request':{'subject':'kept'}}"))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(total()).isEqualTo(251);
    }

    @Test
    void a_truncated_answer_ends_in_the_middle() {
        desk.token();
        fault("{'kind':'truncate'}");

        assertThatThrownBy(() -> desk.get("/requests")).isInstanceOf(UncheckedIOException.class);
        assertThat(desk.get("/requests").status()).isEqualTo(200);
    }

    @Test
    void a_slow_answer_takes_its_time() {
        desk.token();
        fault("{'kind':'slow','millis':300}");
        long start = System.nanoTime();

        assertThat(desk.get("/requests").status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void a_token_expires_after_so_many_calls_and_all_do_on_order() {
        desk.token();
        fault("{'kind':'expire_token','skip':1}");

        assertThat(desk.get("/requests").status()).isEqualTo(200);
        assertThat(desk.get("/requests").verdict()).isEqualTo("401/4022");
        desk.useToken("");
        assertThat(desk.get("/requests").status()).isEqualTo(200);
        desk.sim("DELETE", "/tokens", "");
        assertThat(desk.get("/requests").verdict()).isEqualTo("401/4022");
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
    void a_wrong_order_is_refused(String order, String error) {
        Answer answer = desk.sim("POST", "/faults", order);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/error").asText()).startsWith(error);
    }

    @Test
    void orders_are_bounded_and_can_be_cancelled() {
        for (int i = 0; i < 100; i++) {
            fault("{'kind':'drop','path':'/nowhere'}");
        }

        assertThat(desk.sim("POST", "/faults", "{'kind':'drop'}").status()).isEqualTo(400);
        desk.sim("DELETE", "/faults", "");
        assertThat(desk.sim("GET", "/faults", "").json()).isEmpty();
    }

    @Test
    void the_log_counts_calls_and_holds_no_secret() {
        desk.sim("DELETE", "/requests", "");
        String token = desk.token();
        desk.get("/requests");
        desk.get("/nowhere");
        fault("{'kind':'server_error'}");
        desk.get("/requests");

        Answer log = desk.sim("GET", "/requests?path=/api/v3/requests&method=GET", "");

        assertThat(log.at("/totals/token").asInt()).isEqualTo(1);
        assertThat(log.at("/totals/api").asInt()).isEqualTo(3);
        assertThat(log.at("/count").asInt()).isEqualTo(2);
        assertThat(log.at("/entries/0/status").asInt()).isEqualTo(200);
        assertThat(log.at("/entries/1/status").asInt()).isEqualTo(500);
        assertThat(log.at("/entries/1/fault").asText()).isEqualTo("server_error");
        assertThat(desk.sim("GET", "/requests", "").text())
                .doesNotContain(token)
                .doesNotContain("input_data")
                .doesNotContain(desk.options().credentials().clientSecret());
        String since = "/requests?since=" + log.at("/entries/0/sequence").asLong();
        assertThat(desk.sim("GET", since, "").at("/count").asInt()).isEqualTo(2);
    }

    @Test
    void the_clock_only_goes_forward() {
        long before = desk.sim("GET", "/clock", "").at("/now").asLong();
        JsonNode after = desk.sim("POST", "/clock", "{'advance_seconds':86400}").json();

        assertThat(after.at("/now").asLong() - before).isBetween(86_400_000L, 86_430_000L);
        assertThat(desk.sim("POST", "/clock", "{'advance_seconds':-1}").status())
                .isEqualTo(400);
        desk.sim("POST", "/reset", "");
        assertThat(desk.sim("GET", "/clock", "").at("/now").asLong())
                .isLessThan(after.at("/now").asLong());
    }

    @Test
    void a_reset_brings_everything_back_to_the_start() {
        desk.newRequest();
        desk.settings("{'strictAccept':true}");
        fault("{'kind':'drop'}");

        Answer health = desk.sim("POST", "/reset", "");

        assertThat(health.at("/requests").asInt()).isEqualTo(250);
        assertThat(desk.sim("GET", "/faults", "").json()).isEmpty();
        assertThat(desk.sim("GET", "/settings", "").at("/strictAccept").asBoolean())
                .isFalse();
        assertThat(desk.get("/requests").verdict()).isEqualTo("401/4022");
    }

    @Test
    void other_data_can_be_had() {
        assertThat(desk.sim("POST", "/seed", "{'tickets':7,'seed':5}")
                        .at("/requests")
                        .asInt())
                .isEqualTo(7);
        assertThat(total()).isEqualTo(7);
        assertThat(desk.sim("POST", "/seed", "{'tickets':-1}").status()).isEqualTo(400);
        assertThat(desk.sim("POST", "/seed", "{'tickets':5001}").status()).isEqualTo(400);
    }

    @Test
    void an_unknown_door_says_where_to_read() {
        assertThat(desk.sim("GET", "/nothing", "").at("/error").asText()).contains("docs/simulator.md");
    }

    private static void fault(String order) {
        Answer answer = desk.sim("POST", "/faults", order);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static int total() {
        return desk.sim("GET", "/health", "").at("/requests").asInt();
    }
}
