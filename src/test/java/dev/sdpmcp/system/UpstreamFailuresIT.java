package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the help desk does wrong is told to the model as the result of its tool, and passes. */
class UpstreamFailuresIT {

    private final Simulator desk = Deployment.simulator();
    private final TestSession session = TestSession.ready(Deployment.target());

    @BeforeEach
    void recover() {
        desk.clearFaults();
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> !list().path("isError").asBoolean());
    }

    @AfterEach
    void leave() {
        recover();
        session.close();
    }

    private JsonNode list() {
        return session.tool("list_requests", Json.object("{'page_size':1}"));
    }

    private String failure() {
        JsonNode result = list();
        assertThat(result.path("isError").asBoolean()).as(result.toString()).isTrue();
        return result.at("/content/0/text").asText();
    }

    @ParameterizedTest
    @CsvSource({
        "server_error, 500",
        "unavailable, 503",
        "html_401, 401",
        "html_400, 400",
        "not_found, nothing at",
        "drop, ServiceDesk Plus",
        "truncate, ServiceDesk Plus"
    })
    void tells_the_model_what_failed(String fault, String says) {
        desk.order(fault, "/requests", 20);

        assertThat(failure())
                .contains(says)
                .doesNotContain("Exception")
                .doesNotContain("<html")
                .doesNotContain("suite-secret")
                .doesNotContain("\tat ");
    }

    @Test
    void tells_the_model_to_wait_when_calls_are_limited() {
        desk.rateLimit("/requests", 4);

        assertThat(failure()).contains("try again in");
        assertThat(failure()).contains("locked out GET requests", "nothing was sent");
    }

    @Test
    void outlasts_a_short_limit() {
        desk.rateLimit("/requests", 1);

        assertThat(list().path("isError").asBoolean()).isFalse();
    }

    @Test
    void repeats_a_read_that_failed_for_a_moment() {
        desk.order("server_error", "/requests", 1);
        desk.order("drop", "/requests", 1);

        assertThat(list().path("isError").asBoolean()).isFalse();
    }

    @Test
    void waits_for_a_slow_answer() {
        desk.slow("/requests", 3_000, 1);

        assertThat(list().path("isError").asBoolean()).isFalse();
    }

    @Test
    void gives_up_on_an_answer_that_takes_too_long() {
        desk.slow("/requests", 60_000, 1);
        long id = session.sendTool("list_requests", Json.object("{'page_size':1}"));

        assertThat(session.isAnswered(id, Duration.ofSeconds(60))).isTrue();

        assertThat(session.answerTo(id).at("/result/isError").asBoolean()).isTrue();
    }

    /** Once only: a second renewal so soon would have to wait, since Zoho gives out ten tokens in ten minutes. */
    @Test
    void renews_a_token_that_has_expired_without_telling_anybody() {
        desk.expireTokens();

        assertThat(list().path("isError").asBoolean()).isFalse();
    }
}
