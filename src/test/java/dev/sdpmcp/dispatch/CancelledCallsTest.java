package dev.sdpmcp.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.dispatch.CallFinished.Outcome;
import dev.sdpmcp.session.CloseReason;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Calls that nobody waits for any more. */
class CancelledCallsTest extends CallsFixture {

    @Test
    void interrupts_a_cancelled_call_and_sends_nothing_of_it() {
        callsWait();
        desk.call(1);
        awaitInside(1);

        desk.cancel(1);

        awaitInside(0);
        assertThat(desk.nextFinished().outcome()).isEqualTo(Outcome.CANCELLED);
        Awaitility.await().until(() -> desk.session.calls().isEmpty());
        assertThat(desk.output.messages()).isEmpty();
    }

    @Test
    void does_not_run_a_call_that_was_cancelled_while_it_waited() {
        callsWait();
        for (int id = 0; id < 9; id++) {
            desk.call(id);
        }
        awaitInside(8);
        desk.cancel(8);
        assertThat(desk.nextFinished().outcome()).isEqualTo(Outcome.CANCELLED);

        mayGo.release(9);
        for (int id = 0; id < 8; id++) {
            assertThat(desk.output.next()).doesNotContain("\"id\":8");
        }
        Awaitility.await().until(() -> desk.session.calls().isEmpty());
        assertThat(mayGo.availablePermits()).isEqualTo(1);
    }

    @Test
    void answers_or_stays_silent_but_reports_once_when_finishing_and_cancelling_race() throws Exception {
        ExecutorService canceller = Executors.newSingleThreadExecutor();
        CyclicBarrier together = new CyclicBarrier(2);
        desk.tools.does((params, context) -> {
            meet(together);
            return Map.of();
        });
        try {
            for (int round = 0; round < 1_000; round++) {
                int id = round;
                Future<?> cancelling = canceller.submit(() -> {
                    meet(together);
                    desk.cancel(id);
                });
                desk.call(id);
                cancelling.get(10, TimeUnit.SECONDS);
                Outcome outcome = desk.nextFinished().outcome();
                Awaitility.await()
                        .pollInterval(java.time.Duration.ofMillis(1))
                        .pollDelay(java.time.Duration.ZERO)
                        .until(() -> desk.session.calls().isEmpty());
                assertThat(desk.finished).isEmpty();
                if (outcome == Outcome.OK) {
                    assertThat(desk.output.next()).contains("\"id\":" + id + ",");
                }
                assertThat(desk.output.messages()).isEmpty();
            }
        } finally {
            canceller.shutdownNow();
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | java.util.concurrent.BrokenBarrierException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Test
    void sends_nothing_and_interrupts_everything_when_the_session_closes() {
        callsWait();
        for (int id = 0; id < 20; id++) {
            desk.call(id);
        }
        awaitInside(8);

        desk.session.close(CloseReason.CLIENT_GONE);

        awaitInside(0);
        for (int id = 0; id < 20; id++) {
            assertThat(desk.nextFinished().outcome()).isEqualTo(Outcome.CANCELLED);
        }
        assertThat(desk.output.messages()).isEmpty();
    }

    @Test
    void goes_on_when_an_observer_of_finished_calls_fails() {
        desk.observedBy(end -> {
            throw new IllegalStateException("observer");
        });
        callsWait();
        for (int id = 0; id < 10; id++) {
            desk.call(id);
        }
        awaitInside(8);

        desk.cancel(9);
        desk.session.close(CloseReason.IDLE);

        awaitInside(0);
        Awaitility.await().until(() -> desk.session.calls().isEmpty());
    }
}
