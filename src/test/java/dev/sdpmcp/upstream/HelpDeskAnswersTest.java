package dev.sdpmcp.upstream;

import static dev.sdpmcp.upstream.DeskFixture.OK;
import static dev.sdpmcp.upstream.DeskFixture.REQUESTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sdpmcp.upstream.ScriptedServer.Reply;
import java.time.Duration;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How responses of the API are interpreted. */
@Tag("component")
class HelpDeskAnswersTest {

    private static final ResourceType.Entity REQUEST = REQUESTS.entity(new EntityId("7"));

    private final DeskFixture fixture = new DeskFixture(DeskFixture.LIMITS);
    private final HelpDesk desk = fixture.desk;

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"response_status\":{\"status_code\":2000}",
                "\"response_status\":{\"status_code\":\"2000\"}",
                "\"response_status\":[{\"status_code\":2000}]",
                "\"response_status\":[]",
                "\"other\":1"
            })
    void accepts_every_form_of_success(String status) {
        fixture.answer(201, "{\"request\":{\"id\":\"7\"}," + status + "}");

        assertThat(desk.get(REQUEST).path("id").asText()).isEqualTo("7");
    }

    @Test
    void reads_a_page_and_its_list_info() {
        fixture.answer(
                200,
                "{\"requests\":[{\"id\":\"7\"}],\"list_info\":{\"has_more_rows\":true,\"total_count\":\"214\"},"
                        + "\"response_status\":[{\"status_code\":2000}]}");

        Page page = desk.list(REQUESTS, ListQuery.first(1).counted());

        assertThat(page.rows()).hasSize(1);
        assertThat(page.hasMore()).isTrue();
        assertThat(page.total()).isEqualTo(214);
    }

    @Test
    void returns_no_total_if_the_api_returns_none() {
        fixture.answer(200, "{\"requests\":[],\"list_info\":{\"has_more_rows\":false}," + OK + "}");

        assertThat(desk.list(REQUESTS, ListQuery.first(1)).total()).isNull();
    }

    @Test
    void a_warning_is_a_failure_with_the_missing_fields() {
        fixture.answer(
                200,
                "{\"response_status\":{\"status_code\":\"3000\",\"status\":\"warning\",\"messages\":"
                        + "[{\"status_code\":3000,\"type\":\"warning\",\"fields\":[\"resolution\"]}]}}");

        assertThatThrownBy(() -> desk.act(
                        REQUEST, new HelpDesk.Action("PUT", "close", true), JsonNodeFactory.instance.objectNode()))
                .hasMessageContaining("returned a warning and did nothing")
                .hasMessageContaining("resolution")
                .asInstanceOf(type(UpstreamFailure.Refused.class))
                .satisfies(refused -> {
                    assertThat(refused.isWarning()).isTrue();
                    assertThat(refused.missingFields()).containsExactly("resolution");
                });
    }

    @Test
    void keeps_inner_codes_fields_and_messages() {
        fixture.answer(
                400,
                "{\"response_status\":{\"status_code\":4000,\"status\":\"failed\",\"messages\":["
                        + "{\"status_code\":4012,\"fields\":[\"subcategory\",\"impact\"]},"
                        + "{\"status_code\":\"4001\",\"field\":\"category\",\"message\":\"Value not present\"}]}}");

        assertThatThrownBy(() -> desk.create(REQUESTS, JsonNodeFactory.instance.objectNode()))
                .hasMessageContaining("mandatory value missing (subcategory, impact), code 4012")
                .hasMessageContaining("Value not present (category), code 4001")
                .asInstanceOf(type(UpstreamFailure.Refused.class))
                .satisfies(refused -> {
                    assertThat(refused.missingFields()).containsExactly("subcategory", "impact");
                    assertThat(refused.complaints().stream().anyMatch(complaint -> complaint.code() == 4001))
                            .isTrue();
                    assertThat(refused.outcomeUnknown()).isFalse();
                });
    }

    @Test
    void an_error_inside_http_200_is_an_error() {
        fixture.answer(200, "{\"request\":{\"id\":\"7\"},\"response_status\":[{\"status_code\":4000}]}");

        assertThatThrownBy(() -> desk.get(REQUEST)).isInstanceOf(UpstreamFailure.Refused.class);
    }

    @Test
    void a_missing_entity_is_not_found() {
        fixture.answer(
                404,
                "{\"response_status\":{\"status_code\":4000,\"messages\":[{\"status_code\":4007,\"message\":\"Invalid URL\"}]}}");

        assertThatThrownBy(() -> desk.get(REQUEST)).isInstanceOf(UpstreamFailure.NotFound.class);
    }

    @Test
    void honours_retry_after() {
        fixture.server.answer(request -> Reply.json(429, "{}").with("Retry-After", "17"));

        thrownBy(() -> desk.get(REQUEST))
                .asInstanceOf(type(UpstreamFailure.Throttled.class))
                .satisfies(throttled -> assertThat(throttled.retryAfter()).isEqualTo(Duration.ofSeconds(17)));
    }

    @Test
    void a_blocked_url_is_not_called_for_ten_minutes() {
        fixture.answer(
                400,
                "{\"response_status\":{\"status_code\":4000,\"messages\":"
                        + "[{\"message\":\"URL blocked as maximum access limit exceeded\"}]}}");

        thrownBy(() -> desk.get(REQUEST))
                .asInstanceOf(type(UpstreamFailure.Throttled.class))
                .satisfies(throttled -> assertThat(throttled.retryAfter()).isEqualTo(Duration.ofMinutes(10)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "html",
                "{\"response_status\":{\"messages\":[{\"status_code\":4002,\"message\":\"UNAUTHORISED\"}]}}"
            })
    void a_401_about_scopes_renews_no_token_and_names_the_scope(String body) {
        fixture.server.answer(request -> "html".equals(body) ? Reply.html(401) : Reply.json(401, body));

        thrownBy(() -> desk.get(REQUEST))
                .isInstanceOf(UpstreamFailure.Unauthorised.class)
                .hasMessageContaining("SDPOnDemand.requests.READ");
        assertThat(fixture.tokens.renewals).hasValue(0);
        assertThat(fixture.server.requests).hasSize(1);
    }

    @Test
    void a_refused_token_is_refreshed_once_and_the_call_repeated() {
        fixture.server.answer(request -> request.headers().containsValue("Zoho-oauthtoken token-0")
                ? Reply.json(401, "{\"response_status\":{\"messages\":[{\"status_code\":4022}]}}")
                : Reply.json(200, "{\"request\":{\"id\":\"7\"}," + OK + "}"));

        assertThat(desk.get(REQUEST).path("id").asText()).isEqualTo("7");
        assertThat(fixture.tokens.renewals).hasValue(1);
    }

    @Test
    void a_token_that_stays_refused_does_not_loop() {
        fixture.answer(401, "{\"code\":\"INVALID_OAUTHTOKEN\"}");

        thrownBy(() -> desk.get(REQUEST)).isInstanceOf(UpstreamFailure.Unauthorised.class);
        assertThat(fixture.tokens.renewals).hasValue(1);
        assertThat(fixture.server.requests).hasSize(2);
    }

    @Test
    void html_never_reaches_the_message() {
        fixture.server.answer(request -> Reply.html(400));
        thrownBy(() -> desk.get(REQUEST))
                .isInstanceOf(UpstreamFailure.Malformed.class)
                .hasMessageContaining("no JSON")
                .hasMessageNotContaining("secret-internals");

        fixture.server.answer(request -> Reply.html(502));
        thrownBy(() -> desk.update(REQUEST, JsonNodeFactory.instance.objectNode()))
                .isInstanceOf(UpstreamFailure.Unavailable.class)
                .hasMessageNotContaining("secret-internals")
                .asInstanceOf(type(UpstreamFailure.Unavailable.class))
                .satisfies(failure -> assertThat(failure.outcomeUnknown()).isTrue());
    }

    @ParameterizedTest
    @CsvSource({"200, html, true", "503, html, true", "504, html, true", "500, {}, false", "200, {}, true"})
    void a_write_may_still_happen_unless_the_desk_itself_reported_the_failure(int status, String body, boolean may) {
        fixture.server.answer(request -> "html".equals(body) ? Reply.html(status) : Reply.json(status, body));

        thrownBy(() -> desk.create(REQUESTS, JsonNodeFactory.instance.objectNode()))
                .isInstanceOfSatisfying(UpstreamFailure.class, failure -> {
                    assertThat(failure.outcomeUnknown()).isTrue();
                    assertThat(failure.mayStillHappen()).isEqualTo(may);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "7/close", "7?x=1", "１２", "12345678901234567890"})
    void an_id_is_digits(String text) {
        thrownBy(() -> new EntityId(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static AbstractThrowableAssert<?, ?> thrownBy(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return assertThatThrownBy(call);
    }
}
