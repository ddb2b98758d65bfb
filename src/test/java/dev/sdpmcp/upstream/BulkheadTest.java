package dev.sdpmcp.upstream;

import static dev.sdpmcp.upstream.DeskFixture.OK;
import static dev.sdpmcp.upstream.DeskFixture.REQUESTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sdpmcp.upstream.ScriptedServer.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The limit on concurrent calls, and that a cancelled call releases its permit and its connection. */
@Tag("component")
class BulkheadTest {

    private static final ResourceType.Entity REQUEST = REQUESTS.entity(new EntityId("1"));
    private static final int PERMITS = 2;
    private static final Duration LONG = Duration.ofSeconds(60);

    private final CountDownLatch never = new CountDownLatch(1);
    private final DeskFixture fixture = new DeskFixture(
            new UpstreamLimits(Duration.ofSeconds(5), LONG, LONG, PERMITS, Duration.ofSeconds(10), 100_000));

    @AfterEach
    void close() {
        never.countDown();
        fixture.close();
    }

    private Reply stuck() {
        try {
            never.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return Reply.HANG_UP;
    }

    private void cancel(int calls, Runnable call) throws InterruptedException {
        int before = fixture.server.requests.size();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            Thread caller =
                    new Thread(() -> assertThat(catchThrowable(call::run)).isInstanceOf(CancellationException.class));
            caller.start();
            callers.add(caller);
        }
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> fixture.server.requests.size() == before + calls);
        for (Thread caller : callers) {
            caller.interrupt();
            caller.join(TimeUnit.SECONDS.toMillis(30));
        }
    }

    @Test
    void cancelled_calls_release_their_permits_at_once() throws InterruptedException {
        fixture.server.answer(request -> stuck());
        for (int round = 0; round < 5; round++) {
            cancel(PERMITS, () -> fixture.desk.get(REQUEST));
            cancel(PERMITS, () -> fixture.desk.create(REQUESTS, JsonNodeFactory.instance.objectNode()));
        }
        fixture.server.answer(request -> Reply.json(200, "{\"request\":{\"id\":\"1\"}," + OK + "}"));

        assertThat(fixture.desk.get(REQUEST).path("id").asText()).isEqualTo("1");
    }

    @Test
    void a_cancelled_call_closes_its_connection() throws InterruptedException {
        fixture.server.answer(request -> stuck());
        cancel(PERMITS, () -> fixture.desk.get(REQUEST));

        Awaitility.await().atMost(LONG.dividedBy(2)).until(() -> fixture.server.closedConnections() == PERMITS);
    }

    @Test
    void many_calls_share_a_connection() {
        for (int i = 0; i < 50; i++) {
            fixture.desk.get(REQUEST);
            fixture.desk.update(REQUEST, JsonNodeFactory.instance.objectNode());
        }

        assertThat(fixture.server.connections()).isEqualTo(1);
    }
}
