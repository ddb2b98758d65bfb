package dev.sdpmcp.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkLimitTest {

    private static final Duration SHORT = Duration.ofMillis(200);

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static WorkLimit limit(int perMinute, int ofOwner, int inTotal, int waiting, Duration wait) {
        return new WorkLimit(new WorkLimit.Bounds(perMinute, ofOwner, inTotal, waiting, wait));
    }

    /** Takes a place and keeps it until the latch falls. */
    private void occupy(WorkLimit limit, String owner, CountDownLatch until) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        threads.execute(() -> {
            try {
                limit.run(owner, () -> {
                    begun.countDown();
                    return await(until);
                });
            } catch (WorkLimit.Exceeded | InterruptedException unexpected) {
                throw new IllegalStateException(unexpected);
            }
        });
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static boolean await(CountDownLatch until) {
        try {
            return until.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException over) {
            return false;
        }
    }

    private static String tried(WorkLimit limit, String owner) throws InterruptedException {
        try {
            return limit.run(owner, () -> "done");
        } catch (WorkLimit.Exceeded exceeded) {
            assertThat(exceeded.retryAfterSeconds()).isBetween(1L, 60L);
            return String.valueOf(exceeded.getMessage());
        }
    }

    @Test
    void counts_what_runs_for_an_owner_and_in_total() throws Exception {
        WorkLimit limit = limit(100, 2, 3, 1, SHORT);
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(1);
        occupy(limit, "ann", first);
        occupy(limit, "ann", others);
        assertThat(tried(limit, "ann")).isEqualTo("more than 2 at a time");
        assertThat(tried(limit, "bob")).isEqualTo("done");
        occupy(limit, "bob", others);
        assertThat(tried(limit, "cid")).isEqualTo("more than 2 at a time");

        first.countDown();
        Awaitility.await().until(() -> tried(limit, "cid").equals("done"));
        others.countDown();
        Awaitility.await().until(() -> limit.busyOwners() == 0);
    }

    @Test
    void counts_how_often_an_owner_begins_and_forgets_what_failed() throws Exception {
        WorkLimit limit = limit(2, 1, 1, 0, SHORT);
        assertThatThrownBy(() -> limit.run("ann", () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(tried(limit, "ann")).isEqualTo("done");
        assertThat(tried(limit, "ann")).isEqualTo("more than 2 a minute");
        assertThat(tried(limit, "bob")).isEqualTo("done");
        assertThat(limit.busyOwners()).isZero();
    }

    @Test
    void forty_at_once_run_a_few_at_a_time_and_hold_few_threads() throws Exception {
        WorkLimit limit = limit(1000, 2, 4, 4, Duration.ofSeconds(10));
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Future<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            calls.add(threads.submit(() -> {
                try {
                    return limit.run("ann", () -> {
                        most.accumulateAndGet(running.incrementAndGet(), Math::max);
                        LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
                        return running.decrementAndGet() >= 0;
                    });
                } catch (WorkLimit.Exceeded refused) {
                    return false;
                }
            }));
        }
        int done = 0;
        for (Future<Boolean> call : calls) {
            done += call.get() ? 1 : 0;
        }

        assertThat(most).hasValue(2);
        assertThat(done)
                .as("two ran, four waited, the rest was refused at once")
                .isBetween(6, 20);
        assertThat(limit.busyOwners()).isZero();
    }

    @Test
    void gives_up_waiting_when_interrupted() throws Exception {
        WorkLimit limit = limit(100, 1, 1, 1, Duration.ofMinutes(1));
        CountDownLatch over = new CountDownLatch(1);
        occupy(limit, "ann", over);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> limit.run("ann", () -> "done")).isInstanceOf(InterruptedException.class);

        over.countDown();
        Awaitility.await().until(() -> limit.busyOwners() == 0);
    }
}
