package dev.sdpmcp.upstream;

import static dev.sdpmcp.upstream.DeskFixture.OK;
import static dev.sdpmcp.upstream.DeskFixture.REQUESTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.upstream.ScriptedServer.Reply;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A listener is called for every exchange, and may forbid a write. */
@Tag("component")
class ExchangeListenerTest {

    private static final ResourceType.Entity REQUEST = REQUESTS.entity(new EntityId("900000000000123457"));
    private static final String PATH = "requests/900000000000123457";

    private final DeskFixture fixture = new DeskFixture(DeskFixture.LIMITS);
    private final RecordingListener recorded = fixture.listener;

    @AfterEach
    void close() {
        fixture.close();
    }

    private static ObjectNode fields() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Test
    void is_called_after_a_read() {
        fixture.desk.get(REQUEST);

        assertThat(recorded.writes).isEmpty();
        assertThat(recorded.exchanges).singleElement().satisfies(exchange -> {
            assertThat(exchange.method()).isEqualTo("GET");
            assertThat(exchange.path()).isEqualTo(PATH);
            assertThat(exchange.status()).isEqualTo(200);
            assertThat(exchange.took()).isBetween(Duration.ofNanos(1), Duration.ofMinutes(1));
        });
    }

    @Test
    void is_called_before_and_after_a_write() {
        fixture.server.answer(
                request -> Reply.json(recorded.writes.isEmpty() ? 500 : 200, "{\"request\":{}," + OK + "}"));

        fixture.desk.update(REQUEST, fields());

        assertThat(recorded.writes).containsExactly(new UpstreamWrite("PUT", PATH));
        assertThat(recorded.exchanges)
                .singleElement()
                .satisfies(exchange -> assertThat(exchange.status()).isEqualTo(200));
    }

    @Test
    void is_called_on_the_thread_of_the_caller() {
        fixture.desk.create(REQUESTS, fields());

        assertThat(recorded.threads).hasSize(2).containsOnly(Thread.currentThread());
    }

    @Test
    void is_called_for_refusals_and_for_every_attempt_with_another_token() {
        fixture.server.answer(
                request -> "Zoho-oauthtoken token-0".equals(request.headers().get("authorization"))
                        ? Reply.json(401, "{\"code\":\"INVALID_OAUTHTOKEN\"}")
                        : Reply.json(400, "{\"response_status\":{\"status_code\":4000,\"status\":\"failed\"}}"));

        assertThatThrownBy(() -> fixture.desk.create(REQUESTS, fields())).isInstanceOf(UpstreamFailure.Refused.class);

        assertThat(recorded.writes).hasSize(2);
        assertThat(recorded.exchanges).extracting(UpstreamExchange::status).containsExactly(401, 400);
    }

    @Test
    void is_called_for_an_exchange_without_a_response() {
        fixture.server.answer(request -> Reply.HANG_UP);

        assertThatThrownBy(() -> fixture.desk.create(REQUESTS, fields()))
                .isInstanceOf(UpstreamFailure.Unavailable.class);

        assertThat(recorded.exchanges).extracting(UpstreamExchange::status).containsExactly(UpstreamExchange.NO_ANSWER);
    }

    @Test
    void is_called_for_a_cancelled_exchange() throws InterruptedException {
        CountDownLatch received = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        fixture.server.answer(request -> {
            received.countDown();
            try {
                never.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return Reply.HANG_UP;
        });
        Thread caller = new Thread(() -> assertThat(catchThrowable(() -> fixture.desk.create(REQUESTS, fields())))
                .isInstanceOf(CancellationException.class));
        caller.start();
        received.await();
        caller.interrupt();
        caller.join(30_000);
        never.countDown();

        assertThat(recorded.exchanges).extracting(UpstreamExchange::status).containsExactly(UpstreamExchange.NO_ANSWER);
    }

    @Test
    void forbids_a_write_by_throwing() {
        IllegalStateException forbidden = new IllegalStateException("no trail, no change");
        recorded.beforeWrite = forbidden;

        assertThatThrownBy(() -> fixture.desk.create(REQUESTS, fields())).isSameAs(forbidden);

        assertThat(fixture.server.requests).isEmpty();
        assertThat(recorded.exchanges).isEmpty();
        fixture.desk.get(REQUEST);
    }

    @Test
    void does_not_fail_the_call_by_throwing_after_the_exchange() {
        recorded.afterExchange = new IllegalStateException("too late");

        assertThat(fixture.desk.create(REQUESTS, fields()).path("id").asText()).isEqualTo("1");
    }
}
