package dev.sdpmcp.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DataFolderRequestWorkerTest {

    @TempDir
    private Path folder;

    private final AtomicInteger served = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);

    @Test
    void begins_nothing_unless_somebody_asks() throws Exception {
        DataFolderRequestWorker desk = desk("backup", request -> "done");

        desk.attend();

        assertThat(served).hasValue(0);
    }

    @Test
    void a_desk_that_is_busy_keeps_nobody_waiting_at_another() throws Exception {
        ask("backup", "a.zip");
        ask("doctor", "digest");

        desk("backup", this::busy).attend();
        desk("doctor", request -> "about " + request).attend();

        assertThat(answer("doctor")).isEqualTo("about digest");
        assertThat(folder.resolve("backup-0.answer")).doesNotExist();
        over.countDown();
        assertThat(answer("backup")).isEqualTo("at last");
    }

    @Test
    void serves_one_request_at_a_time() throws Exception {
        DataFolderRequestWorker desk = desk("backup", this::busy);
        ask("backup", "a.zip");
        desk.attend();
        await().until(() -> served.get() == 1);
        ask("backup", "1", "b.zip");

        desk.attend();
        assertThat(folder.resolve("backup-1.request")).exists();
        over.countDown();

        await().untilAsserted(() -> {
            desk.attend();
            assertThat(served).hasValue(2);
        });
    }

    @Test
    void serves_the_next_one_when_one_could_not_be_answered() throws Exception {
        DataFolderRequestWorker desk = desk("backup", request -> {
            if (request.equals("bad")) {
                throw new IllegalArgumentException("no such thing");
            }
            return "done";
        });
        ask("backup", "bad");
        desk.attend();
        await().until(() -> served.get() == 1);
        ask("backup", "1", "good");

        await().untilAsserted(() -> {
            desk.attend();
            assertThat(folder.resolve("backup-1.answer")).hasContent("done");
        });
    }

    @Test
    void gives_up_what_is_in_work_when_the_server_stops() throws Exception {
        DataFolderRequestWorker desk = desk("backup", this::busy);
        ask("backup", "a.zip");
        desk.attend();
        await().until(() -> served.get() == 1);

        desk.close();

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

    private DataFolderRequestWorker desk(String kind, UnaryOperator<String> service) {
        DataFolderRequestHandler desk = new DataFolderRequestHandler() {
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
        return new DataFolderRequestWorker(desk, kind, folder, Thread::new);
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
