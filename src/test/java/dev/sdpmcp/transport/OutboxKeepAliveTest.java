package dev.sdpmcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.session.CloseReason;
import dev.sdpmcp.session.SessionOutput.Offer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a beat finds out: a silent stream, a write that takes too long, work that no thread was free for. */
class OutboxKeepAliveTest extends OutboxFixture {

    @Test
    void keeps_a_silent_stream_alive_and_leaves_a_busy_one_alone() {
        Outbox quiet = outbox(Duration.ZERO);

        quiet.keepAlive();
        eventually().until(() -> stream.written().equals(List.of(new SseEvent.KeepAlive())));

        stream.written().clear();
        outbox(NEVER).keepAlive();
        assertThat(stream.written()).isEmpty();
    }

    @Test
    void cuts_off_a_reader_that_lets_a_write_take_longer_than_its_deadline() {
        stream.blocks();
        Outbox outbox = outbox();
        outbox.offer("stuck");
        eventually().until(stream::isBusy);

        outbox.keepAlive();
        assertThat(broken).isEmpty();

        Awaitility.await()
                .atMost(Outbox.WRITE_DEADLINE.multipliedBy(6))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    outbox.keepAlive();
                    return !broken.isEmpty();
                });
        assertThat(broken).containsExactly(CloseReason.SLOW_READER);
        eventually().until(() -> stream.interrupts() == 1 && stream.wasClosed());
    }

    @Test
    void watches_the_deadline_of_a_write_while_it_closes_too() {
        stream.blocks();
        Outbox outbox = outbox();
        outbox.offer("stuck");
        eventually().until(stream::isBusy);
        outbox.close();

        Awaitility.await()
                .atMost(Outbox.WRITE_DEADLINE.multipliedBy(6))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    outbox.keepAlive();
                    return stream.wasClosed();
                });
        assertThat(stream.interrupts()).isEqualTo(1);
    }

    @Test
    void writes_at_the_next_beat_what_no_thread_was_free_for() {
        Outbox outbox = outbox();
        noThreads.set(true);
        assertThat(outbox.offer("x")).isEqualTo(Offer.ACCEPTED);
        assertThat(stream.texts()).isEmpty();

        noThreads.set(false);
        outbox.keepAlive();

        eventually().until(() -> stream.texts().equals(List.of("x")));
    }

    @Test
    void closes_at_the_next_beat_if_no_thread_was_free_to_close() {
        Outbox outbox = outbox();
        noThreads.set(true);
        outbox.close();
        assertThat(outbox.isEnded()).as("not closed yet").isFalse();

        noThreads.set(false);
        outbox.keepAlive();

        eventually().until(stream::wasClosed);
        eventually().until(outbox::isEnded);
    }

    @Test
    void closes_at_the_next_beat_a_stream_that_was_cut_off_while_no_thread_was_free() {
        Outbox outbox = outbox();
        noThreads.set(true);
        while (outbox.offer("x") == Offer.ACCEPTED) {
            assertThat(broken).isEmpty();
        }
        assertThat(broken).containsExactly(CloseReason.SLOW_READER);
        assertThat(outbox.isEnded()).as("not closed yet").isFalse();

        noThreads.set(false);
        outbox.keepAlive();

        eventually().until(stream::wasClosed);
    }

    @Test
    void a_probe_writes_on_a_stream_on_which_nothing_goes_out() {
        outbox().checkConnection();

        eventually().until(() -> stream.written().equals(List.of(new SseEvent.KeepAlive())));
    }

    @Test
    void a_probe_ends_no_session_whose_backlog_is_full() {
        CountDownLatch mayGo = stream.blocks();
        Outbox outbox = outbox();
        outbox.offer("first");
        eventually().until(stream::isBusy);
        for (int i = 0; i < Backlog.MAX_EVENTS; i++) {
            assertThat(outbox.offer("x")).isEqualTo(Offer.ACCEPTED);
        }

        outbox.checkConnection();

        assertThat(broken).isEmpty();
        assertThat(outbox.waiting()).isEqualTo(Backlog.MAX_EVENTS);
        mayGo.countDown();
        eventually().until(() -> stream.texts().size() == 1 + Backlog.MAX_EVENTS);
        assertThat(stream.written()).doesNotContain(new SseEvent.KeepAlive());
    }

    @Test
    void a_probe_writes_what_no_thread_was_free_for() {
        Outbox outbox = outbox();
        noThreads.set(true);
        outbox.offer("x");

        noThreads.set(false);
        outbox.checkConnection();

        eventually().until(() -> stream.written().size() == 1);
        assertThat(stream.texts()).containsExactly("x");
    }
}
