package dev.sdpmcp.upstream;

import static dev.sdpmcp.upstream.DeskFixture.OK;
import static dev.sdpmcp.upstream.DeskFixture.REQUESTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.upstream.ScriptedServer.Reply;
import dev.sdpmcp.upstream.ScriptedServer.Request;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP messages, and the failures of broken connections. */
@Tag("component")
class HelpDeskWireTest {

    private static final ResourceType.Entity REQUEST = REQUESTS.entity(new EntityId("900000000000123457"));

    private final DeskFixture fixture = new DeskFixture(DeskFixture.LIMITS);
    private final HelpDesk desk = fixture.desk;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void sends_a_query_percent_encoded_with_braces_and_all() {
        fixture.answer(200, "{\"requests\":[],\"list_info\":{}," + OK + "}");

        desk.list(REQUESTS, ListQuery.first(10).where(Criterion.is("subject", "{100%} a+b & “ü” [x]")));

        Request sent = onlyRequest();
        assertThat(sent.method()).isEqualTo("GET");
        assertThat(sent.target())
                .startsWith("/app/itdesk/api/v3/requests?input_data=%7B%22list_info%22")
                .doesNotContain("{", "[", "\"", "+");
        assertThat(URLDecoder.decode(sent.target(), StandardCharsets.UTF_8))
                .endsWith("\"value\":\"{100%} a+b & “ü” [x]\"}]}}");
    }

    @Test
    void sends_a_change_as_one_form_field() {
        ObjectNode fields = JsonNodeFactory.instance.objectNode().put("subject", "50% {off} & a=b + ü");

        desk.create(REQUESTS, fields);
        desk.update(REQUEST, fields);

        assertThat(fixture.server.requests).hasSize(2).allSatisfy(sent -> {
            assertThat(sent.headers()).containsEntry("content-type", "application/x-www-form-urlencoded");
            assertThat(sent.body()).startsWith("input_data=%7B%22request%22").doesNotContain("&", " ");
            assertThat(URLDecoder.decode(sent.body(), StandardCharsets.UTF_8))
                    .isEqualTo("input_data={\"request\":{\"subject\":\"50% {off} & a=b + ü\"}}");
        });
        assertThat(fixture.server.requests.get(1).target()).isEqualTo("/app/itdesk/api/v3/requests/900000000000123457");
    }

    @Test
    void sends_the_headers_of_the_api() {
        desk.get(REQUEST);

        assertThat(onlyRequest().headers())
                .containsEntry("authorization", "Zoho-oauthtoken token-0")
                .containsEntry("accept", "application/vnd.manageengine.sdp.v3+json")
                .doesNotContainKey("content-type");
    }

    @Test
    void runs_actions_and_reads_parts_below_the_entity() {
        desk.act(REQUEST, new HelpDesk.Action("PUT", "close", true), JsonNodeFactory.instance.objectNode());
        fixture.answer(200, "{\"notes\":[],\"list_info\":{}," + OK + "}");
        desk.list(REQUEST.part("request_note", "notes"), ListQuery.first(1));

        assertThat(fixture.server.requests.get(0).target()).endsWith("/requests/900000000000123457/close");
        assertThat(fixture.server.requests.get(1).target()).contains("/requests/900000000000123457/notes?");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 429, 500, 503})
    void keeps_its_connection_through_errors(int status) {
        fixture.answer(status, "{\"response_status\":{\"status_code\":4000,\"status\":\"failed\"}}");

        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> desk.create(REQUESTS, JsonNodeFactory.instance.objectNode()))
                    .isInstanceOf(UpstreamFailure.class);
        }

        assertThat(fixture.server.connections()).isEqualTo(1);
    }

    @Test
    void follows_no_redirect() {
        fixture.server.answer(request -> Reply.html(302)
                .with("Location", fixture.server.uri("/elsewhere").toString()));

        assertThatThrownBy(() -> desk.get(REQUEST))
                .isInstanceOf(UpstreamFailure.Malformed.class)
                .hasMessageContaining("redirect");
        assertThat(fixture.server.requests).hasSize(1);
    }

    @Test
    void sends_a_create_only_once_when_the_connection_ends_without_an_answer() {
        fixture.server.answer(request -> Reply.HANG_UP);

        Throwable failure = catchThrowable(() -> desk.create(REQUESTS, JsonNodeFactory.instance.objectNode()));

        assertThat(failure)
                .isInstanceOfSatisfying(
                        UpstreamFailure.Unavailable.class,
                        unavailable -> assertThat(unavailable.outcomeUnknown()).isTrue());
        assertThat(fixture.server.requests).hasSize(1);
    }

    @Test
    void sends_an_update_only_once_too() {
        desk.get(REQUEST); // so that the connection was used before
        fixture.server.answer(request -> Reply.HANG_UP);

        assertThatThrownBy(() -> desk.act(
                        REQUEST, new HelpDesk.Action("PUT", "close", true), JsonNodeFactory.instance.objectNode()))
                .isInstanceOf(UpstreamFailure.Unavailable.class);
        assertThat(fixture.server.requests).extracting(Request::method).containsExactly("GET", "PUT");
    }

    @Test
    void times_out_on_a_slow_response() {
        CountDownLatch never = new CountDownLatch(1);
        DeskFixture impatient = new DeskFixture(DeskFixture.reading(Duration.ofMillis(400)));
        impatient.server.answer(request -> stuckUntil(never));

        // on a busy machine one of them may not even have a connection by then
        assertThat(Stream.generate(() -> catchThrowable(() -> impatient.desk.get(REQUEST)))
                        .limit(3)
                        .anyMatch(failure -> failure instanceof UpstreamFailure.Unavailable
                                && String.valueOf(failure.getMessage()).contains("did not answer within 400 ms")))
                .isTrue();
        never.countDown();
        impatient.close();
    }

    @Test
    void refuses_an_incomplete_response() {
        fixture.server.answer(request ->
                Reply.json(200, "{\"request\":{\"id\":\"1\"}," + OK + "}").cutShort());

        assertThatThrownBy(() -> desk.get(REQUEST))
                .isInstanceOf(UpstreamFailure.Unavailable.class)
                .hasMessageContaining("broke off");
    }

    @Test
    void refuses_a_response_that_is_too_long() {
        fixture.answer(200, "{\"request\":{\"id\":\"" + "1".repeat(100_000) + "\"}," + OK + "}");

        assertThatThrownBy(() -> desk.get(REQUEST))
                .isInstanceOf(UpstreamFailure.Malformed.class)
                .hasMessageContaining("longer than 100000 bytes");
    }

    @Test
    void reports_that_no_connection_is_possible() {
        fixture.server.close();

        assertThatThrownBy(() -> desk.create(REQUESTS, JsonNodeFactory.instance.objectNode()))
                .isInstanceOfSatisfying(
                        UpstreamFailure.Unavailable.class,
                        failure -> assertThat(failure.outcomeUnknown()).isFalse())
                .hasMessageContaining("cannot be reached");
    }

    @Test
    void an_interrupt_ends_the_wait_at_once() throws InterruptedException {
        DeskFixture patient = new DeskFixture(UpstreamLimits.DEFAULT);
        CountDownLatch received = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        patient.server.answer(request -> {
            received.countDown();
            return stuckUntil(never);
        });
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = new Thread(() -> thrown.set(catchThrowable(() -> patient.desk.get(REQUEST))));
        caller.start();
        received.await();

        caller.interrupt();

        caller.join(30_000);
        assertThat(thrown.get()).isInstanceOf(CancellationException.class);
        never.countDown();
        patient.close();
    }

    @Test
    void limits_the_concurrent_calls_and_reports_their_number() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        UpstreamLimits slow = new UpstreamLimits(
                Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(20), 2, Duration.ofMillis(200), 1000);
        DeskFixture narrow = new DeskFixture(slow);
        narrow.server.answer(request -> stuckUntil(release));
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Thread caller = new Thread(() -> narrow.desk.get(REQUEST));
            caller.start();
            callers.add(caller);
        }
        await().until(() -> narrow.server.requests.size() == 2);

        assertThatThrownBy(() -> narrow.desk.get(REQUEST))
                .isInstanceOf(UpstreamFailure.Throttled.class)
                .hasMessageContaining("2 calls");
        release.countDown();
        for (Thread caller : callers) {
            caller.join(30_000);
        }
        assertThat(narrow.desk.get(REQUEST).path("id").asText()).isEqualTo("1");
        assertThat(narrow.server.requests).hasSize(3);
        narrow.close();
    }

    @Test
    void uses_plain_http_for_this_machine_only() {
        assertThatThrownBy(() -> new ServiceDeskHttp(
                        URI.create("http://desk.example.org/api"),
                        DeskFixture.LIMITS,
                        Runnable::run,
                        new UpstreamClock(new MonotonicClock())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https");
    }

    private static Reply stuckUntil(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return Reply.json(200, "{\"request\":{\"id\":\"1\"}," + OK + "}");
    }

    private Request onlyRequest() {
        assertThat(fixture.server.requests).hasSize(1);
        return fixture.server.requests.get(0);
    }
}
