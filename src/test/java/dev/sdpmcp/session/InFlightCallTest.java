package dev.sdpmcp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sdpmcp.jsonrpc.JsonRpcId;
import dev.sdpmcp.session.InFlightCall.Stop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InFlightCallTest {

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final List<Stop> stops = new ArrayList<>();
    private final AtomicInteger over = new AtomicInteger();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    private InFlightCall call(Runnable work) {
        return new InFlightCall(JsonRpcId.of(1), Duration.ofMinutes(1), work, stops::add, over::incrementAndGet);
    }

    @Test
    void is_over_when_its_work_is_although_it_was_stopped_before() {
        AtomicInteger overInTheMiddle = new AtomicInteger(-1);
        List<InFlightCall> self = new ArrayList<>();
        InFlightCall call = call(() -> {
            self.get(0).stop(Stop.EXPIRED);
            overInTheMiddle.set(over.get());
        });
        self.add(call);
        assertThat(call.hasBegun()).isFalse();

        call.run();

        assertThat(call.hasBegun()).isTrue();
        assertThat(overInTheMiddle).hasValue(0);
        assertThat(over).hasValue(1);
    }

    @Test
    void is_over_at_once_if_it_is_stopped_before_its_work() {
        InFlightCall call = call(() -> {});

        call.stop(Stop.CANCELLED);
        assertThat(over).hasValue(1);
        call.run();

        assertThat(over).hasValue(1);
        assertThat(call.hasBegun()).isFalse();
    }

    @Test
    void grants_the_answer_once() {
        CompletableFuture<InFlightCall> self = new CompletableFuture<>();
        List<Boolean> claims = new ArrayList<>();
        self.complete(call(() -> {
            claims.add(self.join().claimAnswer());
            claims.add(self.join().claimAnswer());
        }));

        self.join().run();

        assertThat(claims).containsExactly(true, false);
        assertThat(stops).isEmpty();
    }

    @Test
    void grants_no_answer_before_the_work_runs() {
        assertThat(call(() -> {}).claimAnswer()).isFalse();
    }

    @Test
    void does_not_run_work_that_was_stopped_while_it_waited() {
        AtomicBoolean ran = new AtomicBoolean();
        InFlightCall call = call(() -> ran.set(true));

        call.stop(Stop.CANCELLED);
        call.run();

        assertThat(ran).isFalse();
        assertThat(stops).containsExactly(Stop.CANCELLED);
        assertThat(call.isStopped()).isTrue();
    }

    @Test
    void runs_its_work_once() {
        AtomicInteger runs = new AtomicInteger();
        InFlightCall call = call(runs::incrementAndGet);

        call.run();
        call.run();

        assertThat(runs).hasValue(1);
    }

    @Test
    void says_what_stopped_it_once() {
        InFlightCall call = call(() -> {});

        call.stop(Stop.EXPIRED);
        call.stop(Stop.CANCELLED);

        assertThat(stops).containsExactly(Stop.EXPIRED);
    }

    @Test
    void interrupts_work_that_is_stopped() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        InFlightCall call = call(() -> {
            inside.countDown();
            try {
                never.await();
            } catch (InterruptedException expected) {
                interrupted.set(true);
            }
        });
        Future<?> running = threads.submit(call::run);
        inside.await();

        call.stop(Stop.CANCELLED);
        running.get(10, TimeUnit.SECONDS);

        assertThat(interrupted).isTrue();
    }

    @Test
    void leaves_the_thread_uninterrupted_even_if_the_work_throws() {
        InFlightCall call = call(() -> {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("broken");
        });

        assertThatThrownBy(call::run).hasMessage("broken");

        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void is_open_only_while_it_runs() {
        CompletableFuture<InFlightCall> self = new CompletableFuture<>();
        List<Boolean> open = new ArrayList<>();
        self.complete(call(() -> {
            open.add(self.join().isOpen());
            self.join().claimAnswer();
            open.add(self.join().isOpen());
        }));
        open.add(self.join().isOpen());

        self.join().run();

        assertThat(open).containsExactly(false, true, false);
    }

    @Test
    void is_overdue_when_its_time_is_up_and_not_before() {
        InFlightCall call = new InFlightCall(JsonRpcId.of(1), Duration.ofSeconds(90), () -> {}, stops::add, () -> {});

        assertThat(call.isOverdue(System.nanoTime())).isFalse();
        assertThat(call.isOverdue(System.nanoTime() + Duration.ofSeconds(91).toNanos()))
                .isTrue();
    }

    /**
     * Of the work and a cancellation that race for the end of a call exactly one wins, and no interrupt is left over.
     */
    @Test
    void ends_once_when_finishing_and_cancelling_race() throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        for (int round = 0; round < 1_000; round++) {
            AtomicInteger ends = new AtomicInteger();
            over.set(0);
            CompletableFuture<InFlightCall> self = new CompletableFuture<>();
            self.complete(new InFlightCall(
                    JsonRpcId.of(1),
                    Duration.ofMinutes(1),
                    () -> {
                        if (self.join().claimAnswer()) {
                            ends.incrementAndGet();
                        }
                    },
                    stop -> ends.incrementAndGet(),
                    over::incrementAndGet));
            Future<Boolean> worker = threads.submit(() -> {
                start.await();
                self.join().run();
                return Thread.interrupted();
            });
            Future<?> canceller = threads.submit(() -> {
                start.await();
                self.join().stop(Stop.CANCELLED);
                return null;
            });

            assertThat(worker.get(10, TimeUnit.SECONDS))
                    .as("left over interrupt")
                    .isFalse();
            canceller.get(10, TimeUnit.SECONDS);
            assertThat(ends).hasValue(1);
            assertThat(over).hasValue(1);
        }
    }
}
