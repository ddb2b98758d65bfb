package dev.sdpmcp.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallsInFlightTest {

    private static final int PLACES = 2;
    private static final UpstreamLimits LIMITS = new UpstreamLimits(
            Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(30), PLACES, Duration.ofMillis(200), 1000);

    private final CountDownLatch answered = new CountDownLatch(1);
    private final AtomicInteger running = new AtomicInteger();
    private final ExecutorService executor = Executors.newFixedThreadPool(CallsInFlight.mostThreads(LIMITS));
    private final CallsInFlight flights = new CallsInFlight(executor, LIMITS);

    @AfterEach
    void close() {
        answered.countDown();
        executor.shutdownNow();
    }

    /** An exchange that does not notice interrupts, as one that reads from a socket. */
    private String stuck() {
        running.incrementAndGet();
        boolean interrupted = false;
        while (true) {
            try {
                answered.await();
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                running.decrementAndGet();
                return "late";
            } catch (InterruptedException ignoredAsASocketDoes) {
                interrupted = true;
            }
        }
    }

    private void cancel(int calls) throws InterruptedException {
        List<Thread> callers = new ArrayList<>();
        int before = running.get();
        for (int i = 0; i < calls; i++) {
            Thread caller = new Thread(() -> assertThat(catchThrowable(() -> flights.run(this::stuck, false)))
                    .isInstanceOf(CancellationException.class));
            caller.start();
            callers.add(caller);
        }
        Awaitility.await().until(() -> running.get() == before + calls);
        for (Thread caller : callers) {
            caller.interrupt();
            caller.join(TimeUnit.SECONDS.toMillis(5));
        }
    }

    @Test
    void a_call_that_was_cancelled_gives_its_place_back_at_once() throws InterruptedException {
        cancel(PLACES);

        assertThat(flights.run(() -> "answer", false)).isEqualTo("answer");
        assertThat(running).hasValue(PLACES);
    }

    @Test
    void no_more_are_given_up_than_there_are_places() throws InterruptedException {
        cancel(PLACES);
        cancel(PLACES);

        assertThatThrownBy(() -> flights.run(() -> "answer", false))
                .isInstanceOf(UpstreamFailure.Throttled.class)
                .hasMessageContaining("nothing was sent");
    }

    @Test
    void all_places_are_there_again_once_the_exchanges_are_over() throws InterruptedException {
        cancel(PLACES);
        cancel(PLACES);
        answered.countDown();
        Awaitility.await().until(() -> running.get() == 0);

        for (int i = 0; i < 10 * PLACES; i++) {
            assertThat(flights.run(() -> "answer", false)).isEqualTo("answer");
        }
    }

    @Test
    void a_call_that_took_too_long_gives_its_place_back_too() {
        UpstreamLimits hasty = new UpstreamLimits(
                LIMITS.connect(), LIMITS.read(), Duration.ofMillis(50), 1, LIMITS.queueing(), LIMITS.entityBytes());
        CallsInFlight one = new CallsInFlight(executor, hasty);

        assertThatThrownBy(() -> one.run(this::stuck, true))
                .isInstanceOfSatisfying(
                        UpstreamFailure.Unavailable.class,
                        late -> assertThat(late.outcomeUnknown()).isTrue());
        assertThat(one.run(() -> "answer", false)).isEqualTo("answer");
    }
}
