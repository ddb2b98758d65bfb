package dev.sdpmcp.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.dispatch.CallFinished.Outcome;
import dev.sdpmcp.jsonrpc.RequestId;
import dev.sdpmcp.mcp.Content;
import dev.sdpmcp.mcp.ToolResult;
import dev.sdpmcp.session.CallsInProgress;
import dev.sdpmcp.session.CloseReason;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ConcurrentCallsTest {

    private final Desk desk = Desk.ready();
    private final Semaphore mayGo = new Semaphore(0);
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @AfterEach
    void leave() {
        desk.close();
    }

    /** Calls that stay inside until they may go, and count how many are inside at once. */
    private void callsWait() {
        desk.tools.does((params, context) -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            try {
                mayGo.acquire();
            } catch (InterruptedException cancelled) {
                throw new CancellationException("interrupted");
            } finally {
                inside.decrementAndGet();
            }
            return Map.of();
        });
    }

    private void awaitInside(int count) {
        Awaitility.await().pollDelay(java.time.Duration.ZERO).until(() -> inside.get() == count);
    }

    @Test
    void takes_a_call_without_waiting_for_it() {
        callsWait();

        desk.call(1);

        awaitInside(1);
        assertThat(desk.output.messages()).isEmpty();
    }

    @Test
    void lets_answers_overtake_each_other() {
        callsWait();
        desk.call(1);
        awaitInside(1);
        desk.tools.does((params, context) -> Map.of());

        desk.call(2);

        assertThat(desk.output.next()).contains("\"id\":2");
        mayGo.release();
        assertThat(desk.output.next()).contains("\"id\":1");
    }

    @Test
    void runs_8_calls_of_a_session_at_a_time_and_answers_all_that_waited() {
        callsWait();
        int all = CallsInProgress.MAX_RUNNING + CallsInProgress.MAX_WAITING;
        for (int id = 0; id < all; id++) {
            desk.call(id);
        }
        awaitInside(8);

        mayGo.release(all);

        Set<String> answers = new HashSet<>();
        for (int id = 0; id < all; id++) {
            answers.add(desk.output.next());
        }
        assertThat(answers).hasSize(all).allMatch(answer -> answer.contains("\"result\""));
        assertThat(most).hasValue(8);
    }

    @Test
    void says_that_it_is_busy_to_the_73rd_and_takes_more_once_there_is_room() {
        callsWait();
        for (int id = 0; id < 72; id++) {
            desk.call(id);
        }

        desk.call(72);
        assertThat(desk.output.next()).contains("\"id\":72").contains("-32000").contains("72 requests in hand");
        assertThat(desk.nextFinished().outcome()).isEqualTo(CallFinished.Outcome.BUSY);

        mayGo.release(73);
        for (int id = 0; id < 72; id++) {
            desk.output.next();
        }
        Awaitility.await().until(() -> desk.session.calls().isEmpty());
        desk.call(72);
        assertThat(desk.output.next()).contains("\"id\":72,\"result\"");
    }

    @Test
    void reports_a_call_of_a_session_that_has_ended() {
        desk.session.close(CloseReason.SHUTDOWN);

        desk.call(1);

        assertThat(desk.nextFinished().outcome()).isEqualTo(CallFinished.Outcome.CANCELLED);
    }

    @Test
    void never_turns_away_a_client_that_keeps_72_in_hand() {
        for (int id = 0; id < 72; id++) {
            desk.call(id);
        }
        for (int id = 72; id < 5_000; id++) {
            assertThat(desk.output.next()).contains("\"result\"");
            desk.call(id);
        }
    }

    @Test
    void refuses_an_id_in_flight_and_goes_on_with_the_first_call() {
        callsWait();
        desk.call(1);
        awaitInside(1);

        desk.call(1);
        assertThat(desk.output.next()).contains("\"id\":1").contains("-32600").contains("not answered yet");
        desk.post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");
        assertThat(desk.output.next()).contains("-32600");

        mayGo.release();
        assertThat(desk.output.next()).contains("\"id\":1,\"result\"");
    }

    @Test
    void takes_the_number_and_its_text_for_two_ids() {
        callsWait();
        desk.call(1);
        desk.call("\"1\"");
        awaitInside(2);
        mayGo.release(2);

        assertThat(List.of(desk.output.next(), desk.output.next()))
                .containsExactlyInAnyOrder(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}",
                        "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"result\":{}}");
    }

    @Test
    void takes_an_id_again_as_soon_as_its_answer_is_out() {
        for (int round = 0; round < 1_000; round++) {
            desk.call(1);
            assertThat(desk.output.next()).as("round " + round).contains("\"id\":1,\"result\"");
        }
    }

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
    void says_that_it_is_busy_when_there_is_no_thread_and_gives_the_place_back() {
        desk.with(work -> false);

        for (int id = 0; id < 100; id++) {
            desk.call(id);
            assertThat(desk.output.next()).contains("\"id\":" + id + ",").contains("-32000");
        }

        assertThat(desk.session.calls().isEmpty()).isTrue();
    }

    @Test
    void reports_how_each_call_ended() {
        desk.call(1);
        assertThat(desk.nextFinished()).satisfies(end -> {
            assertThat(end.outcome()).isEqualTo(Outcome.OK);
            assertThat(end.method()).isEqualTo("tools/call");
            assertThat(end.tool()).isEqualTo("t");
            assertThat(end.took()).isPositive();
        });

        desk.tools.does((params, context) -> ToolResult.failure("no"));
        desk.call(2);
        assertThat(desk.nextFinished().outcome()).isEqualTo(Outcome.TOOL_FAILED);

        desk.tools.does((params, context) -> {
            throw new IllegalStateException("broken");
        });
        desk.call(3);
        assertThat(desk.nextFinished().outcome()).isEqualTo(Outcome.REFUSED);

        desk.tools.does((params, context) -> new ToolResult(List.of(Content.text("?")), null, true, true));
        desk.call(4);
        assertThat(desk.nextFinished().outcome()).isEqualTo(Outcome.INDETERMINATE);
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

    @Test
    void answers_when_the_work_dies_of_an_error() {
        desk.tools.does((params, context) -> {
            throw new StackOverflowError();
        });

        desk.call(1);

        assertThat(desk.output.next()).contains("\"id\":1").contains("-32603");
    }

    @Test
    void answers_when_the_result_cannot_be_written() {
        desk.tools.does((params, context) -> new Object());

        desk.call(1);

        assertThat(desk.output.next()).contains("\"id\":1").contains("-32603");
    }

    @Test
    void answers_work_that_gave_up_by_itself() {
        desk.tools.does((params, context) -> {
            throw new CancellationException();
        });

        desk.call(1);

        assertThat(desk.output.next()).contains("\"id\":1").contains("-32603").contains("given up");
    }

    @Test
    void knows_no_id_of_a_call_that_is_over() {
        AtomicReference<Object> seen = new AtomicReference<>();
        desk.tools.does((params, context) -> {
            seen.set(desk.session.calls().contains(RequestId.of(1)));
            return Map.of();
        });

        desk.call(1);
        desk.output.next();

        assertThat(seen).hasValue(true);
        Awaitility.await().until(() -> !desk.session.calls().contains(RequestId.of(1)));
    }
}
