package dev.sdpmcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.session.CloseReason;
import dev.sdpmcp.session.SessionOutput.Offer;
import dev.sdpmcp.session.WorkerThreads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class OutboxTest {

    private static final Duration NEVER = Duration.ofHours(1);

    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final AtomicBoolean noThreads = new AtomicBoolean();
    private final WorkerThreads threads = work -> {
        if (noThreads.get()) {
            return false;
        }
        pool.execute(work);
        return true;
    };
    private final List<CloseReason> broken = new CopyOnWriteArrayList<>();
    private final FakeStream stream = new FakeStream();

    @AfterEach
    void endThreads() {
        pool.shutdownNow();
        assertThat(stream.contractBroken()).as("two threads in one write").isFalse();
    }

    private Outbox outbox() {
        return outbox(NEVER);
    }

    private Outbox outbox(Duration keepAlive) {
        return outbox(stream, keepAlive, broken::add);
    }

    private Outbox outbox(EventStream on, Duration keepAlive, Consumer<CloseReason> onBroken) {
        Outbox outbox = new Outbox(on, threads, keepAlive);
        outbox.onBroken(onBroken);
        return outbox;
    }

    private static ConditionFactory eventually() {
        return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1));
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    @Test
    void writes_in_order() {
        Outbox outbox = outbox();

        numbers(100).forEach(outbox::offer);

        eventually().until(() -> stream.texts().size() == 100);
        assertThat(stream.texts()).isEqualTo(numbers(100));
    }

    @Test
    void keeps_the_order_of_each_of_two_writers_and_loses_nothing() throws Exception {
        for (int round = 0; round < 100; round++) {
            Outbox outbox = outbox();
            CyclicBarrier start = new CyclicBarrier(2);
            List<Future<?>> writers = IntStream.range(0, 2)
                    .<Future<?>>mapToObj(writer -> pool.submit(() -> {
                        start.await();
                        for (int i = 0; i < 50; i++) {
                            outbox.offer(writer + ":" + (1_000 + i));
                        }
                        return null;
                    }))
                    .toList();
            for (Future<?> writer : writers) {
                writer.get(10, TimeUnit.SECONDS);
            }
            eventually().until(() -> stream.texts().size() == 100);
            List<String> texts = List.copyOf(stream.texts());
            assertThat(texts).hasSize(100);
            for (int writer = 0; writer < 2; writer++) {
                String mark = writer + ":";
                assertThat(texts.stream().filter(text -> text.startsWith(mark))).isSorted();
            }
            stream.written().clear();
        }
    }

    @Test
    void never_blocks_who_offers_while_a_write_does() {
        stream.blocks();
        Outbox outbox = outbox();

        assertThat(outbox.offer("stuck")).isEqualTo(Offer.ACCEPTED);
        eventually().until(stream::isBusy);
        assertThat(outbox.offer("behind")).isEqualTo(Offer.ACCEPTED);

        assertThat(stream.texts()).isEmpty();
    }

    @Test
    void cuts_off_a_reader_whose_backlog_is_full_and_interrupts_the_stuck_write() {
        stream.blocks();
        Outbox outbox = outbox();
        outbox.offer("stuck");
        eventually().until(stream::isBusy);
        for (int i = 0; i < Outbox.MAX_EVENTS; i++) {
            assertThat(outbox.offer("x")).isEqualTo(Offer.ACCEPTED);
        }

        assertThat(outbox.offer("one too many")).isEqualTo(Offer.FULL);
        assertThat(outbox.offer("later")).isEqualTo(Offer.CLOSED);

        assertThat(broken).containsExactly(CloseReason.SLOW_READER);
        eventually().until(() -> stream.interrupts() == 1 && stream.wasClosed());
        assertThat(stream.texts()).isEmpty();
    }

    @Test
    void bounds_the_characters_of_its_backlog() {
        stream.blocks();
        Outbox outbox = outbox();
        outbox.offer("stuck");
        eventually().until(stream::isBusy);
        String half = "x".repeat(Outbox.MAX_CHARACTERS / 2);

        assertThat(outbox.offer(half)).isEqualTo(Offer.ACCEPTED);
        assertThat(outbox.offer(half)).isEqualTo(Offer.ACCEPTED);
        assertThat(outbox.offer("x")).isEqualTo(Offer.FULL);
    }

    @Test
    void takes_one_message_that_is_larger_than_the_whole_bound() {
        Outbox outbox = outbox();

        assertThat(outbox.offer("x".repeat(Outbox.MAX_CHARACTERS + 1))).isEqualTo(Offer.ACCEPTED);

        eventually().until(() -> stream.texts().size() == 1);
        assertThat(broken).isEmpty();
    }

    @Test
    void ends_when_a_write_throws() {
        stream.throwsOnWrite();
        Outbox outbox = outbox();

        outbox.offer("x");

        eventually().until(() -> stream.wasClosed() && broken.equals(List.of(CloseReason.CLIENT_GONE)));
        assertThat(outbox.offer("y")).isEqualTo(Offer.CLOSED);
    }

    @Test
    void ends_when_a_write_fails_at_once() {
        stream.failsTheStage();
        Outbox outbox = outbox();

        outbox.offer("x");

        eventually().until(() -> stream.wasClosed() && broken.equals(List.of(CloseReason.CLIENT_GONE)));
        eventually().until(outbox::isEnded);
    }

    @Test
    void ends_when_the_stream_is_found_closed_after_a_write() {
        stream.isFoundClosed();
        Outbox outbox = outbox();

        outbox.offer("x");

        eventually().until(() -> broken.equals(List.of(CloseReason.CLIENT_GONE)));
    }

    @Test
    void has_one_event_in_flight_on_a_stream_that_completes_later() {
        stream.completesLater();
        Outbox outbox = outbox();

        numbers(3).forEach(outbox::offer);
        for (int i = 1; i <= 3; i++) {
            int count = i;
            eventually().until(() -> stream.pending() == 1);
            assertThat(stream.texts()).isEqualTo(numbers(count));
            stream.complete(true);
        }

        outbox.close();
        eventually().until(outbox::isEnded);
    }

    @Test
    void ends_when_a_write_fails_later() {
        stream.completesLater();
        Outbox outbox = outbox();
        outbox.offer("x");
        outbox.offer("y");
        eventually().until(() -> stream.pending() == 1);

        stream.complete(false);

        eventually().until(() -> stream.wasClosed() && broken.equals(List.of(CloseReason.CLIENT_GONE)));
        assertThat(stream.texts()).containsExactly("x");
    }

    @Test
    void has_ended_even_if_the_stream_fails_to_close() {
        stream.throwsOnClose();
        AtomicInteger uncaught = new AtomicInteger();
        Outbox outbox = new Outbox(
                stream,
                work -> {
                    pool.execute(() -> {
                        try {
                            work.run();
                        } catch (RuntimeException thrown) {
                            uncaught.incrementAndGet();
                        }
                    });
                    return true;
                },
                NEVER);

        outbox.close();

        eventually().until(outbox::isEnded);
        assertThat(uncaught).hasValue(0);
    }

    @Test
    void writes_what_is_queued_before_it_closes_and_takes_nothing_more() {
        CountDownLatch goOn = stream.blocks();
        Outbox outbox = outbox();
        numbers(3).forEach(outbox::offer);

        outbox.close();
        outbox.close();
        assertThat(outbox.offer("late")).isEqualTo(Offer.CLOSED);
        assertThat(stream.wasClosed()).isFalse();
        goOn.countDown();

        eventually().until(stream::wasClosed);
        assertThat(stream.texts()).isEqualTo(numbers(3));
        assertThat(broken).isEmpty();
    }

    @Test
    void writes_everything_that_it_accepted_when_offering_and_closing_race() throws Exception {
        for (int round = 0; round < 1_000; round++) {
            FakeStream each = new FakeStream();
            Outbox outbox = outbox(each, NEVER, broken::add);
            CyclicBarrier start = new CyclicBarrier(2);
            AtomicInteger accepted = new AtomicInteger();
            Future<?> writer = pool.submit(() -> {
                start.await();
                for (int i = 0; i < 5; i++) {
                    if (outbox.offer("x") == Offer.ACCEPTED) {
                        accepted.incrementAndGet();
                    }
                }
                return null;
            });
            Future<?> closer = pool.submit(() -> {
                start.await();
                outbox.close();
                return null;
            });
            writer.get(10, TimeUnit.SECONDS);
            closer.get(10, TimeUnit.SECONDS);

            eventually().until(each::wasClosed);
            assertThat(each.texts()).hasSize(accepted.get());
            assertThat(each.contractBroken()).isFalse();
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void keeps_a_silent_stream_alive_and_leaves_a_busy_one_alone() {
        Outbox quiet = outbox(Duration.ZERO);

        quiet.beat();
        eventually().until(() -> stream.written().equals(List.of(new Outgoing.KeepAlive())));

        stream.written().clear();
        outbox(NEVER).beat();
        assertThat(stream.written()).isEmpty();
    }

    @Test
    void cuts_off_a_reader_that_lets_a_write_take_longer_than_its_deadline() {
        stream.blocks();
        Outbox outbox = outbox();
        outbox.offer("stuck");
        eventually().until(stream::isBusy);

        outbox.beat();
        assertThat(broken).isEmpty();

        Awaitility.await()
                .atMost(Outbox.WRITE_DEADLINE.multipliedBy(2))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    outbox.beat();
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
                .atMost(Outbox.WRITE_DEADLINE.multipliedBy(2))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    outbox.beat();
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
        outbox.beat();

        eventually().until(() -> stream.texts().equals(List.of("x")));
    }

    @Test
    void closes_at_the_next_beat_if_no_thread_was_free_to_close() {
        Outbox outbox = outbox();
        noThreads.set(true);
        outbox.close();
        assertThat(outbox.isEnded()).as("not closed yet").isFalse();

        noThreads.set(false);
        outbox.beat();

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
        outbox.beat();

        eventually().until(stream::wasClosed);
    }

    @Test
    void tells_once_that_it_broke_when_two_find_out_at_the_same_time() throws Exception {
        for (int round = 0; round < 1_000; round++) {
            FakeStream each = new FakeStream();
            each.throwsOnWrite();
            AtomicInteger told = new AtomicInteger();
            Outbox outbox = outbox(each, NEVER, reason -> told.incrementAndGet());
            CyclicBarrier start = new CyclicBarrier(2);
            for (int offerer = 0; offerer < 2; offerer++) {
                pool.execute(() -> {
                    try {
                        start.await();
                    } catch (InterruptedException | java.util.concurrent.BrokenBarrierException broken) {
                        throw new IllegalStateException(broken);
                    }
                    outbox.offer("x");
                });
            }
            eventually().until(() -> each.wasClosed() && told.get() == 1);
        }
    }
}
