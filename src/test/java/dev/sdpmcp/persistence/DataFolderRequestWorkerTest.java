package dev.sdpmcp.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sdpmcp.persistence.DataFolderWatch.DataFolderRequestWorker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DataFolderRequestWorkerTest {

    @TempDir
    private Path folder;

    private final AtomicInteger served = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    /** A worker writes its answer after the test has seen the call; the folder must not be deleted before that. */
    @AfterEach
    void end_the_workers() throws InterruptedException {
        over.countDown();
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join();
        }
    }

    @Test
    void does_nothing_without_a_request() throws Exception {
        DataFolderRequestWorker worker = worker("backup", request -> "done");

        worker.attend();

        assertThat(served).hasValue(0);
    }

    @Test
    void a_busy_worker_does_not_block_another_kind() throws Exception {
        ask("backup", "a.zip");
        ask("doctor", "digest");

        worker("backup", this::busy).attend();
        worker("doctor", request -> "about " + request).attend();

        assertThat(answer("doctor")).isEqualTo("about digest");
        assertThat(folder.resolve("backup-0.answer")).doesNotExist();
        over.countDown();
        assertThat(answer("backup")).isEqualTo("at last");
    }

    @Test
    void serves_one_request_at_a_time() throws Exception {
        DataFolderRequestWorker worker = worker("backup", this::busy);
        ask("backup", "a.zip");
        worker.attend();
        await().until(() -> served.get() == 1);
        ask("backup", "1", "b.zip");

        worker.attend();
        assertThat(folder.resolve("backup-1.request")).exists();
        over.countDown();

        await().untilAsserted(() -> {
            worker.attend();
            assertThat(served).hasValue(2);
        });
    }

    @Test
    void serves_the_next_request_after_a_failed_one() throws Exception {
        DataFolderRequestWorker worker = worker("backup", request -> {
            if (request.equals("bad")) {
                throw new IllegalArgumentException("no such thing");
            }
            return "done";
        });
        ask("backup", "bad");
        worker.attend();
        await().until(() -> served.get() == 1);
        ask("backup", "1", "good");

        await().untilAsserted(() -> {
            worker.attend();
            assertThat(folder.resolve("backup-1.answer")).hasContent("done");
        });
    }

    @Test
    void interrupts_the_request_in_work_when_the_server_stops() throws Exception {
        DataFolderRequestWorker worker = worker("backup", this::busy);
        ask("backup", "a.zip");
        worker.attend();
        await().until(() -> served.get() == 1);

        worker.close();

        assertThat(answer("backup")).isEqualTo("given up");
    }

    private String busy(String request) {
        try {
            over.await();
            return "at last";
        } catch (InterruptedException stopping) {
            return "given up";
        }
    }

    private DataFolderRequestWorker worker(String kind, UnaryOperator<String> service) {
        DataFolderRequestHandler handler = new DataFolderRequestHandler() {
            @Override
            public Set<String> kinds() {
                return Set.of(kind);
            }

            @Override
            public String answer(String asked, String request) {
                served.incrementAndGet();
                return service.apply(request);
            }
        };
        return new DataFolderRequestWorker(handler, kind, folder, this::thread);
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work);
        threads.add(thread);
        return thread;
    }

    private void ask(String kind, String text) throws Exception {
        ask(kind, "0", text);
    }

    private void ask(String kind, String id, String text) throws Exception {
        Files.writeString(folder.resolve(kind + "-" + id + ".request"), text);
    }

    private String answer(String kind) throws Exception {
        Path answer = folder.resolve(kind + "-0.answer");
        await().atMost(Duration.ofSeconds(10)).until(() -> Files.exists(answer));
        return Files.readString(answer);
    }
}
