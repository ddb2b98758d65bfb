package dev.sdpmcp.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.FailingThreads;
import dev.sdpmcp.session.WorkerThreads.WorkerPool;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkerPoolTest {

    private static WorkerPool pool(ThreadFactory threads) {
        return new WorkerPool(new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), threads));
    }

    @Test
    void says_no_when_it_is_full_and_yes_again_when_there_is_room() throws InterruptedException {
        CountDownLatch mayEnd = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(2);
        try (WorkerPool pool = pool(Thread::new)) {
            Runnable work = () -> {
                try {
                    mayEnd.await();
                } catch (InterruptedException hurried) {
                    Thread.currentThread().interrupt();
                }
                ended.countDown();
            };
            assertThat(pool.run(work)).isTrue();
            assertThat(pool.run(work)).isTrue();
            assertThat(pool.run(work)).isFalse();

            mayEnd.countDown();
            ended.await();
            assertThat(pool.run(() -> {})).isTrue();
        }
    }

    @Test
    void says_no_when_the_machine_gives_no_thread() {
        try (WorkerPool pool = pool(FailingThreads::thatCannotStart)) {
            assertThat(pool.run(() -> {})).isFalse();
        }
    }
}
