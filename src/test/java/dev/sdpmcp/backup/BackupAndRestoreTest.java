package dev.sdpmcp.backup;

import static dev.sdpmcp.backup.GivenInstallation.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sdpmcp.config.reading.ConfigurationSource;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseCopy;
import dev.sdpmcp.persistence.DatabaseKind;
import dev.sdpmcp.persistence.DatabaseRefused;
import dev.sdpmcp.persistence.encryption.EncryptionKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("component")
class BackupAndRestoreTest {

    private static final List<String> TABLES = List.of(
            "oauth_tokens",
            "token_requests",
            "api_audit_log",
            "api_audit_chain",
            "change_history",
            "idempotency_keys",
            "lease");

    @TempDir
    Path folder;

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static List<String> restore(Path file, GivenInstallation there) throws Exception {
        try (Restore restore = Restore.from(file)) {
            return restore.into(there.configuration().storage());
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void restores_everything_with_an_intact_audit_trail(DatabaseKind kind) throws Exception {
        GivenInstallation here = GivenInstallation.of(kind, folder.resolve("here"));
        GivenInstallation there = GivenInstallation.of(kind, folder.resolve("there"));
        Files.writeString(here.data().resolve("audit-journal.jsonl"), "waits\n");
        Path file;
        List<List<String>> before = new ArrayList<>();
        String sealed = new EncryptionKeys(here.configuration().storage()).seal("the token", "here");
        try (Database database = here.open()) {
            here.fill(database, 300);
            file = here.backups(database).make();
            TABLES.forEach(table -> before.add(rows(database, table)));
            assertThat(here.verify(database).isIntact()).isTrue();
        }
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(list(here.configuration().backups().folder())).containsExactly(file);

        List<String> report = restore(file, there);

        assertThat(report).last().asString().contains("restored.env");
        try (Database database = there.open()) {
            List<List<String>> after = new ArrayList<>();
            TABLES.forEach(table -> after.add(rows(database, table)));
            assertThat(after).isEqualTo(before);
            assertThat(there.verify(database).lines()).contains("the chain is whole");
        }
        assertThat(new EncryptionKeys(there.configuration().storage()).open(sealed, "here"))
                .isEqualTo("the token");
        assertThat(there.data().resolve("audit-journal.jsonl")).hasContent("waits");
        if (kind == DatabaseKind.EMBEDDED) {
            assertThat(mode(there.data().resolve("audit-seal.key"))).isEqualTo("rw-------");
        }
        assertThat(mode(there.data().resolve("restored.env"))).isEqualTo("rw-------");
        assertThat(there.data().resolve("restored.env")).content().contains("SDP_CLIENT_SECRET=\"it's # a secret\"\n");
    }

    @ParameterizedTest
    @EnumSource
    void is_a_consistent_snapshot_of_a_database_under_load(DatabaseKind kind) throws Exception {
        GivenInstallation here = GivenInstallation.of(kind, folder.resolve("here"));
        GivenInstallation there = GivenInstallation.of(kind, folder.resolve("there"));
        AtomicInteger written = new AtomicInteger();
        AtomicBoolean enough = new AtomicBoolean();
        int committed;
        Path file;
        try (Database database = here.open()) {
            CompletableFuture<Void> load = CompletableFuture.runAsync(() -> {
                while (!enough.get()) {
                    here.append(database, 3);
                    written.addAndGet(3);
                }
            });
            while (written.get() < 60 && !load.isDone()) {
                Thread.onSpinWait();
            }
            committed = written.get();
            file = here.backups(database).make(folder.resolve("a.zip"));
            enough.set(true);
            load.get();
        }

        restore(file, there);

        try (Database database = there.open()) {
            assertThat(rows(database, "api_audit_log")).hasSizeBetween(committed, written.get());
            assertThat(there.verify(database).isIntact()).isTrue();
        }
    }

    @Test
    void all_tables_of_postgresql_are_of_one_snapshot() throws Exception {
        GivenInstallation here = GivenInstallation.of(DatabaseKind.POSTGRESQL, folder.resolve("here"));
        Map<String, String> tables = new HashMap<>();
        try (Database database = here.open()) {
            here.fill(database, 10);

            DatabaseCopy.of(database, here.configuration().storage())
                    .writeTo(
                            (name, content) -> {
                                here.append(database, 1);
                                ByteArrayOutputStream out = new ByteArrayOutputStream();
                                content.writeTo(out);
                                tables.put(name, out.toString(StandardCharsets.UTF_8));
                            },
                            folder.resolve("scratch"));

            assertThat(rows(database, "api_audit_log")).hasSizeGreaterThan(11);
        }
        assertThat(tables.get("api_audit_log.csv")).as("names and rows").hasLineCount(11);
        assertThat(tables.get("api_audit_chain.csv")).contains("\ncalls,10,");
    }

    @Test
    void existing_files_are_moved_aside_and_the_trail_does_not_count_as_truncated() throws Exception {
        GivenInstallation here = GivenInstallation.of(DatabaseKind.EMBEDDED, folder.resolve("here"));
        Path file;
        try (Database database = here.open()) {
            here.fill(database, 10);
            file = here.backups(database).make();
            here.append(database, 5);
        }
        byte[] later = Files.readAllBytes(here.databaseFile());
        Files.writeString(here.data().resolve("audit-seal.mark"), "what the server has seen");

        List<String> report = restore(file, here);

        Path aside = list(here.data()).stream()
                .filter(path -> path.getFileName().toString().startsWith("before-restore-"))
                .findFirst()
                .orElseThrow();
        assertThat(report).anyMatch(line -> line.contains(aside.toString()));
        assertThat(aside.resolve("database/sdp-mcp.mv.db")).hasBinaryContent(later);
        assertThat(aside.resolve("audit-seal.mark")).exists();
        assertThat(aside.resolve("encryption-key")).exists();
        here.use(database -> assertThat(rows(database, "api_audit_log")).hasSize(10));
        assertThat(here.data().resolve("restore-unfinished")).doesNotExist();
    }

    @Test
    void a_postgresql_database_that_is_not_empty_is_refused_and_unchanged() throws Exception {
        GivenInstallation here = GivenInstallation.of(DatabaseKind.POSTGRESQL, folder.resolve("here"));
        Path file;
        try (Database database = here.open()) {
            here.fill(database, 10);
            file = here.backups(database).make();
            here.append(database, 5);
        }

        assertThat(catchThrowableOfType(DatabaseRefused.class, () -> restore(file, here)))
                .hasMessageContaining("is not empty")
                .hasMessageContaining("SDP_DB_NAME");

        here.use(database -> assertThat(rows(database, "api_audit_log")).hasSize(15));
        assertThat(here.data().resolve("restored.env")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void the_other_kind_of_database_is_refused(DatabaseKind kind) throws Exception {
        GivenInstallation here = GivenInstallation.of(kind, folder.resolve("here"));
        DatabaseKind otherKind = kind == DatabaseKind.EMBEDDED ? DatabaseKind.POSTGRESQL : DatabaseKind.EMBEDDED;
        GivenInstallation there = GivenInstallation.of(otherKind, folder.resolve("there"));
        Path file;
        try (Database database = here.open()) {
            file = here.backups(database).make();
        }

        assertThat(catchThrowableOfType(BackupRefused.class, () -> restore(file, there)))
                .hasMessageContaining("SDP_DB_HOST");
        assertThat(list(there.data())).isEmpty();
    }

    @Test
    void the_settings_of_a_backup_are_complete_except_for_folders() throws Exception {
        GivenInstallation here = GivenInstallation.of(DatabaseKind.EMBEDDED, folder.resolve("here"));
        Path file;
        try (Database database = here.open()) {
            file = here.backups(database).make();
        }
        try (Restore restore = Restore.from(file)) {
            ConfigurationSource settings = restore.settings();
            assertThat(settings.value("SDP_DATA_DIR")).isEmpty();
            Map<String, String> without = new HashMap<>(here.values());
            without.remove("SDP_DATA_DIR");
            without.forEach((name, value) -> assertThat(settings.value(name)).contains(value));
        }
    }
}
