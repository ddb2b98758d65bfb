package dev.sdpmcp.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.FailingThreads;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditThreadsTest {

    private final AuditThreads threads = new AuditThreads();
    private final CountDownLatch end = new CountDownLatch(1);

    @BeforeEach
    void open() {
        threads.open(Executors.defaultThreadFactory());
    }

    @AfterEach
    void close() {
        end.countDown();
        threads.close();
    }

    private void untilTheEnd() {
        try {
            end.await();
        } catch (InterruptedException hurried) {
            throw new AssertionError(hurried);
        }
    }

    @Test
    void run_two_exports_and_a_third_when_one_has_ended() {
        assertThat(threads.export(this::untilTheEnd)).isTrue();
        assertThat(threads.export(this::untilTheEnd)).isTrue();
        assertThat(threads.export(this::untilTheEnd)).isFalse();

        end.countDown();

        Awaitility.await().until(() -> threads.export(this::untilTheEnd));
    }

    @Test
    void limit_waiting_pages_and_keep_exports_on_separate_threads() {
        assertThat(threads.export(this::untilTheEnd)).isTrue();
        for (int i = 0; i < AuditThreads.PAGE_THREADS + AuditThreads.MAX_WAITING; i++) {
            assertThat(threads.page(this::untilTheEnd)).isTrue();
        }

        assertThat(threads.page(this::untilTheEnd)).isFalse();
    }

    @Test
    void run_another_export_after_a_failed_one() {
        for (int i = 0; i < 10; i++) {
            Awaitility.await()
                    .dontCatchUncaughtExceptions()
                    .until(() -> threads.export(() -> {
                        throw new IllegalStateException("on purpose");
                    }));
        }
    }

    /** As when {@code pthread_create} fails: for a moment no thread can be created. */
    @Test
    void refuse_work_while_no_thread_can_be_created() {
        AtomicBoolean exhausted = new AtomicBoolean(true);
        AuditThreads poor = new AuditThreads();
        poor.open(work -> exhausted.get() ? FailingThreads.thatCannotStart(work) : new Thread(work));
        for (int i = 0; i < 2 * AuditThreads.MAX_EXPORTS; i++) {
            assertThat(poor.export(() -> {})).isFalse();
            assertThat(poor.page(() -> {})).isFalse();
        }

        exhausted.set(false);

        for (int i = 0; i < AuditThreads.MAX_EXPORTS; i++) {
            assertThat(poor.export(this::untilTheEnd)).isTrue();
        }
        assertThat(poor.export(this::untilTheEnd)).isFalse();
        assertThat(poor.page(() -> {})).isTrue();
        poor.close();
    }
}
