package dev.sdpmcp.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class AttendedDeskTest {

    @TempDir
    private Path folder;

    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);

    @Test
    void begins_nothing_unless_somebody_asks() {
        AttendedDesk desk = desk("backup", request -> "done");

        desk.attend();

        assertThat(asked).hasValue(0);
    }

    @Test
    void a_desk_that_is_busy_keeps_nobody_waiting_at_another() throws Exception {
        ask("backup", "a.zip");
        ask("doctor", "digest");

        desk("backup", this::busy).attend();
        desk("doctor", request -> "about " + request).attend();

        assertThat(answer("doctor")).isEqualTo("about digest");
        assertThat(folder.resolve("backup-answer")).doesNotExist();
        over.countDown();
        assertThat(answer("backup")).isEqualTo("at last");
    }

    @Test
    void serves_one_request_at_a_time() throws Exception {
        AttendedDesk desk = desk("backup", this::busy);
        ask("backup", "a.zip");
        desk.attend();
        await().until(() -> asked.get() == 1);
        ask("backup", "b.zip");

        desk.attend();
        assertThat(folder.resolve("backup-request")).exists();
        over.countDown();

        await().untilAsserted(() -> {
            desk.attend();
            assertThat(asked).hasValue(2);
        });
    }

    @Test
    void serves_the_next_one_when_one_could_not_be_answered() throws Exception {
        AttendedDesk desk = desk("backup", request -> {
            if (request.equals("bad")) {
                throw new IllegalArgumentException("no such thing");
            }
            return "done";
        });
        ask("backup", "bad");
        desk.attend();
        await().until(() -> asked.get() == 1);
        ask("backup", "good");

        await().untilAsserted(() -> {
            desk.attend();
            assertThat(folder.resolve("backup-answer")).hasContent("done");
        });
    }

    @Test
    void gives_up_what_is_in_work_when_the_server_stops() throws Exception {
        AttendedDesk desk = desk("backup", this::busy);
        ask("backup", "a.zip");
        desk.attend();
        await().until(() -> asked.get() == 1);

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

    private AttendedDesk desk(String kind, UnaryOperator<String> service) {
        DataFolderDesk desk = new DataFolderDesk() {
            @Override
            public String kind() {
                return kind;
            }

            @Override
            public String answer(String request) {
                asked.incrementAndGet();
                return service.apply(request);
            }
        };
        return new AttendedDesk(desk, folder, Thread::new);
    }

    private void ask(String kind, String text) throws Exception {
        Files.writeString(folder.resolve(kind + "-request"), text);
    }

    private String answer(String kind) throws Exception {
        Path answer = folder.resolve(kind + "-answer");
        await().atMost(Duration.ofSeconds(10)).until(() -> Files.exists(answer));
        return Files.readString(answer);
    }
}
