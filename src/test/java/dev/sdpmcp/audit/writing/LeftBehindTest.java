package dev.sdpmcp.audit.writing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.AuditRow.CallOutcome;
import dev.sdpmcp.audit.row.CallIds;
import dev.sdpmcp.audit.row.GivenRow;
import dev.sdpmcp.config.AuditSettings.Mode;
import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.persistence.DatabaseKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Recovery of the files and open calls of servers that are gone. */
@Tag("component")
class LeftBehindTest {

    private static final Secret KEY = new Secret(Base64.getEncoder().encodeToString(new byte[32]));

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void loads_the_files_of_an_earlier_server(DatabaseKind kind) throws Exception {
        StorageSettings storage = kind.settings(folder);
        try (GivenTrail first = GivenTrail.begin(storage, Mode.BEST_EFFORT)) {
            first.closeDatabase();
            AuditRow intent = first.intent();
            first.trail().require(intent);
            first.trail().add(GivenRow.read());
            first.trail().close();

            try (GivenTrail second = GivenTrail.begin(storage, Mode.STRICT)) {
                assertThat(second.count("row_kind = 'CALL'")).isEqualTo(1);
                assertThat(second.count("row_kind = 'UNKNOWN' AND call_id = '" + intent.callId() + "'"))
                        .isEqualTo(1);
                assertThat(second.intact().open()).isZero();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void marks_the_open_calls_of_the_server_that_had_this_folder_before(DatabaseKind kind) throws Exception {
        StorageSettings storage = kind.settings(folder);
        try (GivenTrail crashed = GivenTrail.begin(storage, Mode.STRICT)) {
            AuditRow settled = crashed.intent();
            crashed.trail().require(settled);
            crashed.trail().add(GivenRow.outcome(settled, CallOutcome.OK));
            AuditRow open = crashed.intent();
            crashed.trail().require(open);
            crashed.awaitRows("row_kind = 'OUTCOME'", 1);

            crashed.another(storage, Mode.STRICT).close();

            assertThat(crashed.count("row_kind = 'UNKNOWN'")).isEqualTo(1);
            assertThat(crashed.count("row_kind = 'UNKNOWN' AND call_id = '" + open.callId() + "'"))
                    .isEqualTo(1);
            assertThat(crashed.intact().open()).isZero();
        }
    }

    @Test
    void marks_calls_of_another_server_only_after_its_lease_has_expired() throws Exception {
        StorageSettings storage =
                beside(DatabaseKind.POSTGRESQL.settings(folder.resolve("one")), folder.resolve("one"));
        StorageSettings other = beside(storage, folder.resolve("two"));
        try (GivenTrail alive = GivenTrail.begin(storage, Mode.STRICT)) {
            alive.trail().require(alive.intent());

            alive.another(other, Mode.STRICT).close();
            assertThat(alive.count("row_kind = 'UNKNOWN'")).isZero();

            alive.update("UPDATE lease SET expires_at = expires_at - INTERVAL '61' SECOND");
            alive.another(other, Mode.STRICT).close();
            assertThat(alive.count("row_kind = 'UNKNOWN'")).isEqualTo(1);
        }
    }

    /** A server on the same PostgreSQL, with the same key. */
    private static StorageSettings beside(StorageSettings storage, Path folder) {
        return new StorageSettings(folder, storage.postgres(), 5, Optional.of(KEY), List.of(), true);
    }

    @Test
    void marks_calls_that_a_server_began_after_its_lease_had_expired() throws Exception {
        StorageSettings storage =
                beside(DatabaseKind.POSTGRESQL.settings(folder.resolve("one")), folder.resolve("one"));
        StorageSettings other = beside(storage, folder.resolve("two"));
        try (GivenTrail suspended = GivenTrail.begin(storage, Mode.STRICT)) {
            suspended.trail().add(GivenRow.read());
            suspended.awaitRows("row_kind = 'CALL'", 1);
            suspended.update("UPDATE lease SET expires_at = expires_at - INTERVAL '61' SECOND");
            suspended.another(other, Mode.STRICT).close();
            // it continues, is killed before its next heartbeat, and its folder is used again
            suspended.trail().require(suspended.intent());
            assertThat(suspended.count("row_kind = 'UNKNOWN'")).isZero();

            suspended.another(storage, Mode.STRICT).close();

            assertThat(suspended.count("row_kind = 'UNKNOWN'")).isEqualTo(1);
            assertThat(suspended.intact().open()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void marks_calls_in_the_files_of_a_forgotten_server(DatabaseKind kind) throws Exception {
        StorageSettings storage = kind.settings(folder);
        AuditRow intent = GivenRow.intent(CallIds.next(), UUID.randomUUID().toString());
        new RowLog(folder, 1_000_000).append(List.of(GivenRow.read(), intent), true);

        try (GivenTrail next = GivenTrail.begin(storage, Mode.STRICT)) {
            assertThat(next.count("row_kind = 'UNKNOWN' AND call_id = '" + intent.callId() + "'"))
                    .isEqualTo(1);
            assertThat(next.intact().open()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void forgets_a_gone_server_after_a_day(DatabaseKind kind) throws Exception {
        StorageSettings storage = kind.settings(folder);
        try (GivenTrail given = GivenTrail.begin(storage, Mode.STRICT)) {
            for (String hours : List.of("23", "25")) {
                given.update("INSERT INTO lease VALUES ('server', 'seen-" + hours + "', 'elsewhere', CURRENT_TIMESTAMP,"
                        + " CURRENT_TIMESTAMP - INTERVAL '" + hours + "' HOUR, 0)");
            }

            given.another(storage, Mode.STRICT).close();

            assertThat(given.update("UPDATE lease SET progress = progress WHERE lease_name = 'seen-23'"))
                    .isEqualTo(1);
            assertThat(given.update("UPDATE lease SET progress = progress WHERE lease_name = 'seen-25'"))
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void renames_a_file_with_lines_of_another_version_and_counts_them(DatabaseKind kind) throws Exception {
        StorageSettings storage = kind.settings(folder);
        Path file = folder.resolve("audit-journal.jsonl");
        new RowLog(folder, 1_000_000).append(List.of(GivenRow.read(), GivenRow.read()), true);
        String rows = Files.readString(file);
        String newer = rows.lines().findFirst().orElseThrow().replace("{\"callId", "{\"mood\":\"good\",\"callId");
        Files.writeString(file, newer + "\n" + rows + newer + "\n" + "{\"callId\":\"cut of");

        try (GivenTrail given = GivenTrail.begin(storage, Mode.STRICT)) {
            assertThat(given.count("row_kind = 'CALL'")).isEqualTo(2);
            given.await("lost", "2");
            given.await("journalBytes", "0");
            assertThat(Files.readString(folder.resolve("audit-journal.loading.jsonl.unreadable")))
                    .contains(newer, rows);

            Files.writeString(file, rows + "{\"callId\":\"cut of");
            given.another(storage, Mode.STRICT).close();
            assertThat(folder.resolve("audit-journal.loading.jsonl.2.unreadable"))
                    .doesNotExist();
            assertThat(file).doesNotExist();
        }
    }
}
