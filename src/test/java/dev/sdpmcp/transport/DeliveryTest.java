package dev.sdpmcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.session.CloseReason;
import dev.sdpmcp.session.WorkerThreads;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What a call does with its own thread when it has an answer to write. */
class DeliveryTest {

    private final List<String> written = new CopyOnWriteArrayList<>();
    private final List<Thread> writers = new CopyOnWriteArrayList<>();
    private final List<CloseReason> broken = new CopyOnWriteArrayList<>();
    private final Queue<Runnable> elsewhere = new ArrayDeque<>();
    private Runnable duringWrite = () -> {};
    private boolean lends = true;

    private final EventStream stream = new EventStream() {
        @Override
        public CompletionStage<?> write(SseEvent event) {
            writers.add(Thread.currentThread());
            written.add(((SseEvent.Event) event).data());
            Runnable once = duringWrite;
            duringWrite = () -> {};
            once.run();
            return CompletableFuture.completedStage(null);
        }

        @Override
        public boolean isClosed() {
            return false;
        }

        @Override
        public void close() {}
    };

    private final WorkerThreads threads = new WorkerThreads() {
        @Override
        public boolean run(Runnable work) {
            return elsewhere.add(work);
        }

        @Override
        public boolean runOnCaller(Runnable work) {
            if (!lends) {
                return run(work);
            }
            work.run();
            return true;
        }
    };

    private final Outbox outbox = new Outbox(stream, threads, Duration.ofHours(1), Backlog.Memory.ofThisHeap());

    {
        outbox.onBroken(broken::add);
    }

    private void workElsewhere() {
        for (Runnable work = elsewhere.poll(); work != null; work = elsewhere.poll()) {
            work.run();
        }
    }

    @Test
    void writes_an_answer_on_the_thread_that_brings_it() {
        outbox.deliver("answer", "request-1");

        assertThat(written).containsExactly("answer");
        assertThat(writers).containsExactly(Thread.currentThread());
        assertThat(elsewhere).isEmpty();
    }

    @Test
    void keeps_a_lent_thread_for_one_event_only() {
        duringWrite = () -> outbox.offer("came meanwhile");

        outbox.deliver("answer", "request-1");

        assertThat(written).containsExactly("answer");
        workElsewhere();
        assertThat(written).containsExactly("answer", "came meanwhile");
    }

    @Test
    void holds_no_second_thread_while_one_is_writing() {
        duringWrite = () -> outbox.deliver("answer of another call", "request-1");

        outbox.deliver("answer", "request-1");

        assertThat(written).containsExactly("answer");
        workElsewhere();
        assertThat(written).containsExactly("answer", "answer of another call");
    }

    @Test
    void writes_elsewhere_when_no_thread_may_be_lent() {
        lends = false;

        outbox.deliver("answer", "request-1");

        assertThat(written).isEmpty();
        workElsewhere();
        assertThat(written).containsExactly("answer");
    }

    @Test
    void can_be_written_to_again_and_again() {
        outbox.deliver("first", "request-1");
        outbox.offer("second");
        workElsewhere();
        outbox.deliver("third", "request-1");

        assertThat(written).containsExactly("first", "second", "third");
    }

    @Test
    void ends_elsewhere_when_it_was_closed_during_the_write() {
        duringWrite = outbox::close;

        outbox.deliver("answer", "request-1");

        assertThat(elsewhere).hasSize(1);
        assertThat(broken).isEmpty();
    }

    @Test
    void breaks_off_when_the_write_fails() {
        duringWrite = () -> {
            throw new IllegalStateException("the sink is closed");
        };

        outbox.deliver("answer", "request-1");

        assertThat(broken).containsExactly(CloseReason.CLIENT_GONE);
    }
}
