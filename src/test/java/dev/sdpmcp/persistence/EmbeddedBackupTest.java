package dev.sdpmcp.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.config.StorageSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("component")
class EmbeddedBackupTest {

    @TempDir
    Path folder;

    private static void insert(Database database, int id) {
        database.run(manager -> manager.createNativeQuery(
                        "INSERT INTO token_requests VALUES ('" + id + "', 'c', 'host', CURRENT_TIMESTAMP, 'OK')")
                .executeUpdate());
    }

    private static int rows(Database database) {
        return database.inTransaction(
                manager -> ((Number) manager.createNativeQuery("SELECT COUNT(*) FROM token_requests")
                                .getSingleResult())
                        .intValue());
    }

    private static void restore(Path zip, Path dataDirectory) throws IOException {
        Path database = Files.createDirectories(dataDirectory.resolve("database"));
        try (InputStream file = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(file)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Files.copy(entries, database.resolve(entry.getName()));
            }
        }
    }

    @Test
    void copies_the_database_while_it_is_written() throws Exception {
        StorageSettings settings = DatabaseKind.EMBEDDED.settings(folder.resolve("old"));
        Path zip = folder.resolve("backup.zip");
        int committed;
        try (Database database = DatabaseKind.open(settings)) {
            AtomicInteger written = new AtomicInteger();
            AtomicBoolean enough = new AtomicBoolean();
            CompletableFuture<Void> load = CompletableFuture.runAsync(() -> {
                while (!enough.get()) {
                    insert(database, written.get());
                    written.incrementAndGet();
                }
            });
            while (written.get() < 100) {
                Thread.onSpinWait();
            }
            committed = written.get();

            assertThat(new EmbeddedBackup(database, settings).to(zip)).isEmpty();
            enough.set(true);
            load.get();
        }
        restore(zip, folder.resolve("new"));

        try (Database restored = DatabaseKind.open(DatabaseKind.EMBEDDED.settings(folder.resolve("new")))) {
            assertThat(rows(restored)).isGreaterThanOrEqualTo(committed);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(zip)))
                .isEqualTo("rw-------");
    }

    @Test
    void overwrites_nothing_and_says_so() throws IOException {
        StorageSettings settings = DatabaseKind.EMBEDDED.settings(folder);
        Path there = Files.writeString(folder.resolve("there"), "precious");
        try (Database database = DatabaseKind.open(settings)) {
            EmbeddedBackup backup = new EmbeddedBackup(database, settings);

            assertThat(backup.to(there)).get().asString().contains("is there already");
            assertThat(backup.to(folder.resolve("no/such/folder/x.zip")))
                    .get()
                    .asString()
                    .contains("cannot be written");
        }
        assertThat(there).hasContent("precious");
    }

    @Test
    void leaves_nothing_that_looks_like_a_backup_when_it_fails() throws IOException {
        StorageSettings settings = DatabaseKind.EMBEDDED.settings(folder.resolve("data"));
        Path backups = Files.createDirectories(folder.resolve("backups"));

        assertThat(new EmbeddedBackup(new Database(settings), settings).to(backups.resolve("a.zip")))
                .get()
                .asString()
                .contains("cannot be written");

        assertThat(backups).isEmptyDirectory();
    }

    @Test
    void leaves_one_that_is_at_work_alone() throws IOException {
        StorageSettings settings = DatabaseKind.EMBEDDED.settings(folder.resolve("data"));
        Path other = Files.writeString(folder.resolve("a.zip.unfinished"), "half");

        assertThat(new EmbeddedBackup(new Database(settings), settings).to(folder.resolve("a.zip")))
                .get()
                .asString()
                .contains("another backup is at work");

        assertThat(other).hasContent("half");
    }

    @Test
    void is_asked_of_a_running_server_through_the_data_folder() throws Exception {
        DataFolderRequests server = new DataFolderRequests(folder, BackupRequests.KIND);
        BackupRequests command = new BackupRequests(folder);
        CompletableFuture<String> asked = new CompletableFuture<>();
        server.serve(target -> "nobody asks yet");

        CompletableFuture<Optional<String>> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return command.ask(Path.of("/backups/a.zip"), Duration.ofSeconds(10));
            } catch (IOException | InterruptedException failed) {
                throw new IllegalStateException(failed);
            }
        });
        while (!asked.isDone()) {
            server.serve(target -> {
                asked.complete(target);
                return BackupRequests.answer(Optional.of("no room"));
            });
        }

        assertThat(asked.get()).isEqualTo("/backups/a.zip");
        assertThat(answer.get()).contains("no room");
    }

    @Test
    void does_not_wait_for_a_server_that_is_not_there() throws Exception {
        assertThat(new BackupRequests(folder).ask(folder.resolve("x.zip"), Duration.ofMillis(200)))
                .get()
                .asString()
                .contains("did not answer");
        assertThat(folder.resolve("backup-request")).doesNotExist();
    }
}
