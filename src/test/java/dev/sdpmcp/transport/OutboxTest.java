package dev.sdpmcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.session.CloseReason;
import dev.sdpmcp.session.SessionOutput.Offer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is offered is written in order, within bounds, and never blocks who offers. */
class OutboxTest extends OutboxFixture {

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
        for (int i = 0; i < Backlog.MAX_EVENTS; i++) {
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
        String half = "x".repeat(Backlog.MAX_CHARACTERS / 2);

        assertThat(outbox.offer(half)).isEqualTo(Offer.ACCEPTED);
        assertThat(outbox.offer(half)).isEqualTo(Offer.ACCEPTED);
        assertThat(outbox.offer("x")).isEqualTo(Offer.FULL);
    }

    @Test
    void takes_one_message_that_is_larger_than_the_whole_bound() {
        Outbox outbox = outbox();

        assertThat(outbox.offer("x".repeat(Backlog.MAX_CHARACTERS + 1))).isEqualTo(Offer.ACCEPTED);

        eventually().until(() -> stream.texts().size() == 1);
        assertThat(broken).isEmpty();
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
}
