package dev.sdpmcp.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CallBudgetTest {

    private static final int TEN_A_SECOND = 600;

    private static CallBudget spent(int perMinute, Duration maxWait) {
        CallBudget budget = new CallBudget(perMinute, maxWait);
        for (int i = 0; i < perMinute; i++) {
            budget.await();
        }
        return budget;
    }

    @Test
    void allows_a_burst_of_the_whole_budget() {
        long before = System.nanoTime();
        spent(TEN_A_SECOND, Duration.ofSeconds(10));

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void makes_further_calls_wait() {
        // the budget is refilled while it is spent, but further calls wait nevertheless
        long before = System.nanoTime();
        CallBudget budget = spent(TEN_A_SECOND, Duration.ofSeconds(10));
        for (int i = 0; i < 5; i++) {
            budget.await();
        }

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(300));
    }

    @Test
    void refuses_a_caller_that_would_wait_too_long() {
        CallBudget budget = spent(1, Duration.ofMillis(100));

        long before = System.nanoTime();
        assertThatExceptionOfType(UpstreamFailure.Throttled.class)
                .isThrownBy(budget::await)
                .withMessageContaining("nothing was sent")
                .withMessageContaining("1 a minute")
                .satisfies(late ->
                        assertThat(late.retryAfter()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60)));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void does_not_count_refused_calls() {
        CallBudget budget = spent(1, Duration.ofMillis(100));
        for (int i = 0; i < 100; i++) {
            assertThatExceptionOfType(UpstreamFailure.Throttled.class).isThrownBy(budget::await);
        }

        assertThat(budget.status().resetSeconds()).isLessThanOrEqualTo(60);
    }

    @Test
    void lets_a_waiting_call_be_cancelled() throws Exception {
        CallBudget budget = spent(10, Duration.ofSeconds(10));
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                budget.await();
                outcome.complete(new AssertionError("was not cancelled"));
            } catch (CancellationException cancelled) {
                outcome.complete(cancelled);
            }
        });
        caller.start();
        caller.interrupt();

        assertThat(outcome.get()).isInstanceOf(CancellationException.class);
        caller.join();
    }

    @Test
    void waits_at_most_ten_seconds() {
        assertThat(CallBudget.MAX_WAIT).isEqualTo(Duration.ofSeconds(10));
    }
}
