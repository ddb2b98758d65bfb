package dev.sdpmcp.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DataFolderRequestsTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private CompletableFuture<Optional<String>> ask(String text, Duration silence) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return new DataFolderRequests(folder, "verify").ask(text, silence, LONG);
            } catch (IOException | InterruptedException failed) {
                throw new IllegalStateException(failed);
            }
        });
    }

    private DataFolderRequests server() {
        return new DataFolderRequests(folder, "verify");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void each_command_gets_the_answer_to_its_own_request() throws Exception {
        CompletableFuture<Optional<String>> one = ask("one", LONG);
        CompletableFuture<Optional<String>> two = ask("two", LONG);

        while (!one.isDone() || !two.isDone()) {
            server().serve(text -> "about " + text);
        }

        assertThat(one.get()).contains("about one");
        assertThat(two.get()).contains("about two");
        assertThat(files()).isEmpty();
    }

    @Test
    void a_request_is_for_one_user_and_gone_as_soon_as_it_is_read() throws Exception {
        CompletableFuture<Optional<String>> asked = ask("1000.secret.code", LONG);
        await().until(server()::isWaiting);
        for (Path file : files()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        List<Path> whileServed = new ArrayList<>();

        server().serve(text -> {
            try {
                whileServed.addAll(files());
            } catch (IOException failed) {
                throw new IllegalStateException(failed);
            }
            return "done";
        });

        assertThat(whileServed).isEmpty();
        assertThat(asked.get()).contains("done");
    }

    @Test
    void does_not_wait_for_a_server_that_shows_no_sign_of_life() throws Exception {
        assertThat(ask("x", Duration.ofMillis(300)).get()).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void waits_for_as_long_as_the_server_lives() throws Exception {
        CompletableFuture<Optional<String>> asked = ask("x", Duration.ofMillis(500));
        for (int round = 0; round < 20; round++) {
            DataFolderRequests.showLife(folder);
            Thread.sleep(100);
        }
        assertThat(asked).isNotDone();

        server().serve(text -> "at last");

        assertThat(asked.get()).contains("at last");
    }

    @Test
    void serves_nobody_who_does_not_wait_any_more() throws Exception {
        Path request = Files.writeString(folder.resolve("verify-0.request"), "old");
        Path answer = Files.writeString(folder.resolve("verify-1.answer"), "old");
        for (Path file : List.of(request, answer)) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(600)));
        }

        assertThat(server().isWaiting()).isFalse();
        assertThat(files()).isEmpty();
    }
}
