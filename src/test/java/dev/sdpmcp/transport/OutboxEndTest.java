package dev.sdpmcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.session.CloseReason;
import dev.sdpmcp.session.SessionOutput.Offer;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What becomes of a stream whose client is gone, and that it is told once. */
class OutboxEndTest extends OutboxFixture {

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
                NEVER,
                memory);

        outbox.close();

        eventually().until(outbox::isEnded);
        assertThat(uncaught).hasValue(0);
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
