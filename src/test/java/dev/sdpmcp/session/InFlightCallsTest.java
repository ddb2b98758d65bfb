package dev.sdpmcp.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.jsonrpc.JsonRpcId;
import dev.sdpmcp.session.InFlightCall.Stop;
import dev.sdpmcp.session.InFlightCalls.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InFlightCallsTest {

    private final InFlightCalls calls = new InFlightCalls();
    private final List<String> stopped = Collections.synchronizedList(new ArrayList<>());

    private InFlightCall call(int id) {
        return call(id, Duration.ofMinutes(1));
    }

    private InFlightCall call(int id, Duration limit) {
        return new InFlightCall(JsonRpcId.of(id), limit, () -> {}, reason -> stopped.add(id + " " + reason), () -> {});
    }

    private List<InFlightCall> enterMany(int count) {
        List<InFlightCall> entered = new ArrayList<>();
        for (int id = 0; id < count; id++) {
            InFlightCall call = call(id);
            calls.enter(call);
            entered.add(call);
        }
        return entered;
    }

    @Test
    void runs_8_lets_64_wait_and_turns_the_73rd_away() {
        List<Entry> entries = new ArrayList<>();
        for (int id = 0; id < 73; id++) {
            entries.add(calls.enter(call(id)));
        }

        assertThat(entries.subList(0, 8)).containsOnly(Entry.RUN);
        assertThat(entries.subList(8, 72)).containsOnly(Entry.WAIT);
        assertThat(entries.get(72)).isEqualTo(Entry.FULL);
    }

    @Test
    void forgets_the_id_of_a_call_that_it_turned_away() {
        enterMany(72);

        calls.enter(call(72));

        assertThat(calls.contains(JsonRpcId.of(72))).isFalse();
    }

    @Test
    void refuses_an_id_that_is_in_flight_running_or_waiting() {
        enterMany(9);

        assertThat(calls.enter(call(0))).isEqualTo(Entry.DUPLICATE);
        assertThat(calls.enter(call(8))).isEqualTo(Entry.DUPLICATE);
    }

    @Test
    void takes_an_id_again_when_its_call_has_finished() {
        InFlightCall first = call(1);
        calls.enter(first);
        calls.finished(first);

        assertThat(calls.enter(call(1))).isEqualTo(Entry.RUN);
    }

    @Test
    void hands_a_free_place_to_the_one_that_waits_longest() {
        List<InFlightCall> entered = enterMany(10);

        assertThat(calls.finished(entered.get(3))).isSameAs(entered.get(8));
        assertThat(calls.finished(entered.get(8))).isSameAs(entered.get(9));
        assertThat(calls.finished(entered.get(9))).isNull();
        assertThat(calls.isEmpty()).isFalse();
    }

    @Test
    void is_empty_only_when_nothing_runs_and_nothing_waits() {
        InFlightCall only = call(1);
        assertThat(calls.isEmpty()).isTrue();

        calls.enter(only);
        assertThat(calls.isEmpty()).isFalse();

        calls.finished(only);
        assertThat(calls.isEmpty()).isTrue();
    }

    @Test
    void frees_the_place_and_the_id_of_a_waiting_call_that_is_cancelled() {
        enterMany(72);

        calls.cancel(JsonRpcId.of(40));

        assertThat(stopped).containsExactly("40 CANCELLED");
        assertThat(calls.enter(call(40))).isEqualTo(Entry.WAIT);
    }

    @Test
    void keeps_the_place_of_a_running_call_that_is_cancelled_until_its_work_has_ended() {
        List<InFlightCall> entered = enterMany(9);

        calls.cancel(JsonRpcId.of(0));

        assertThat(stopped).containsExactly("0 CANCELLED");
        assertThat(calls.finished(entered.get(0))).isSameAs(entered.get(8));
    }

    @Test
    void ignores_the_cancellation_of_an_unknown_id() {
        calls.cancel(JsonRpcId.of("nobody"));

        assertThat(stopped).isEmpty();
    }

    @Test
    void expires_running_and_waiting_calls_whose_time_is_up() {
        for (int id = 0; id < 9; id++) {
            calls.enter(call(id, Duration.ZERO));
        }
        calls.cancel(JsonRpcId.of(0));
        stopped.clear();

        calls.expireOverdue();
        calls.expireOverdue();

        assertThat(stopped).hasSize(8).allMatch(each -> each.endsWith(Stop.EXPIRED.name()));
    }

    @Test
    void gives_the_place_in_the_queue_back_when_a_waiting_call_expires() {
        List<InFlightCall> running = enterMany(8);
        for (int id = 8; id < 72; id++) {
            calls.enter(call(id, Duration.ZERO));
        }

        calls.expireOverdue();

        assertThat(stopped).hasSize(64);
        assertThat(calls.enter(call(72))).isEqualTo(Entry.WAIT);
        assertThat(calls.contains(JsonRpcId.of(8))).isFalse();
        assertThat(calls.finished(running.get(0))).extracting(InFlightCall::id).isEqualTo(JsonRpcId.of(72));
    }

    @Test
    void frees_the_id_of_an_answered_call_at_once_and_its_place_only_when_it_has_finished() {
        List<InFlightCall> entered = enterMany(72);

        calls.answered(entered.get(0));

        assertThat(calls.contains(JsonRpcId.of(0))).isFalse();
        assertThat(calls.enter(call(0))).isEqualTo(Entry.WAIT);
        assertThat(calls.enter(call(72))).isEqualTo(Entry.FULL);
        assertThat(calls.finished(entered.get(0))).isSameAs(entered.get(8));
        assertThat(calls.contains(JsonRpcId.of(0))).isTrue();
    }

    @Test
    void gives_up_running_and_waiting_calls_when_the_server_goes_down() {
        enterMany(9);

        calls.abandonAll();
        calls.close(() -> {});

        assertThat(stopped).hasSize(9).allMatch(each -> each.endsWith(Stop.GOING_DOWN.name()));
    }

    @Test
    void cancels_everything_when_it_closes_and_lets_nobody_in_any_more() {
        enterMany(9);

        calls.close(() -> {});

        assertThat(stopped).hasSize(9).allMatch(each -> each.endsWith(Stop.CANCELLED.name()));
        assertThat(calls.enter(call(99))).isEqualTo(Entry.CLOSED);
    }

    @Test
    void tells_of_the_last_call_once_and_only_after_it() {
        AtomicInteger told = new AtomicInteger();
        List<InFlightCall> entered = enterMany(2);

        calls.close(told::incrementAndGet);
        calls.finished(entered.get(0));
        assertThat(told).hasValue(0);

        calls.finished(entered.get(1));
        assertThat(told).hasValue(1);
    }

    @Test
    void tells_at_once_that_there_is_no_last_call() {
        AtomicInteger told = new AtomicInteger();

        calls.close(told::incrementAndGet);

        assertThat(told).hasValue(1);
    }

    @Test
    void tells_of_the_last_call_once_when_its_end_and_the_close_race() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        CyclicBarrier start = new CyclicBarrier(2);
        try {
            for (int round = 0; round < 1_000; round++) {
                InFlightCalls each = new InFlightCalls();
                AtomicInteger told = new AtomicInteger();
                InFlightCall call = call(round);
                each.enter(call);
                Future<?> closing = threads.submit(() -> {
                    start.await();
                    each.close(told::incrementAndGet);
                    return null;
                });
                Future<?> finishing = threads.submit(() -> {
                    start.await();
                    each.finished(call);
                    return null;
                });
                closing.get(10, TimeUnit.SECONDS);
                finishing.get(10, TimeUnit.SECONDS);

                assertThat(told).hasValue(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
