package dev.sdpmcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.session.CloseReason;
import dev.sdpmcp.session.WorkerThreads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** An outbox on a stream that does as it is told, and threads that are there or not. */
@Timeout(120)
abstract class OutboxFixture {

    static final Duration NEVER = Duration.ofHours(1);

    final ExecutorService pool = Executors.newCachedThreadPool();
    final AtomicBoolean noThreads = new AtomicBoolean();
    final WorkerThreads threads = this::run;
    final Backlog.Memory memory = Backlog.Memory.ofThisHeap();
    final List<CloseReason> broken = new CopyOnWriteArrayList<>();
    final FakeStream stream = new FakeStream();

    /** A write that is stuck when a test ends must not throw into the next one. */
    private boolean run(Runnable work) {
        if (noThreads.get()) {
            return false;
        }
        try {
            pool.execute(work);
            return true;
        } catch (RejectedExecutionException over) {
            return false;
        }
    }

    @AfterEach
    void endThreads() {
        pool.shutdownNow();
        assertThat(stream.contractBroken()).as("two threads in one write").isFalse();
    }

    Outbox outbox() {
        return outbox(NEVER);
    }

    Outbox outbox(Duration keepAlive) {
        return outbox(stream, keepAlive, broken::add);
    }

    Outbox outbox(EventStream on, Duration keepAlive, Consumer<CloseReason> onBroken) {
        Outbox outbox = new Outbox(on, threads, keepAlive, memory);
        outbox.onBroken(onBroken);
        return outbox;
    }

    static ConditionFactory eventually() {
        return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1));
    }

    static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }
}
