package dev.sdpmcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.session.SessionOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StreamThreadsTest {

    private final StreamThreads threads = new StreamThreads();
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @BeforeEach
    void start() {
        threads.start(Executors.defaultThreadFactory());
    }

    @AfterEach
    void stop() {
        callers.shutdownNow();
        threads.stop();
    }

    @Test
    void lends_no_more_threads_than_may_be_held() throws Exception {
        int callsAtOnce = SessionOutput.MAX_DELIVERING + 3;
        CountDownLatch clientsRead = new CountDownLatch(1);
        CountDownLatch allRun = new CountDownLatch(callsAtOnce);
        Set<Thread> calling = ConcurrentHashMap.newKeySet();
        Set<Thread> writing = ConcurrentHashMap.newKeySet();

        List<? extends Future<?>> calls = IntStream.range(0, callsAtOnce)
                .mapToObj(call -> callers.submit(() -> {
                    calling.add(Thread.currentThread());
                    return threads.runOnCaller(() -> {
                        writing.add(Thread.currentThread());
                        allRun.countDown();
                        awaitQuietly(clientsRead);
                    });
                }))
                .toList();

        assertThat(allRun.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(writing.stream().filter(calling::contains)).hasSize(SessionOutput.MAX_DELIVERING);
        clientsRead.countDown();
        for (Future<?> call : calls) {
            assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo(true);
        }
    }

    @Test
    void lends_again_what_came_back_even_after_a_failure() {
        Thread caller = Thread.currentThread();

        for (int i = 0; i < 2 * SessionOutput.MAX_DELIVERING; i++) {
            List<Thread> writer = new ArrayList<>();
            try {
                threads.runOnCaller(() -> {
                    writer.add(Thread.currentThread());
                    throw new IllegalStateException("the write failed");
                });
            } catch (IllegalStateException asThrown) {
                assertThat(asThrown).hasMessage("the write failed");
            }
            assertThat(writer).containsExactly(caller);
        }
    }

    @Test
    void gives_a_thread_back_without_the_interrupt_of_a_write_that_was_cut() {
        threads.runOnCaller(() -> Thread.currentThread().interrupt());

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
