package dev.sdpmcp.audit.writing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.CallOutcome;
import dev.sdpmcp.audit.row.GivenRow;
import dev.sdpmcp.config.AuditSettings.Mode;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.persistence.DatabaseKind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What servers that went down left to those that come after them. */
class LeftBehindTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void loads_what_a_server_before_it_left_in_files(DatabaseKind kind) throws Exception {
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
    void leaves_the_calls_of_another_server_alone_until_that_is_dead() throws Exception {
        StorageSettings storage = DatabaseKind.POSTGRESQL.settings(folder.resolve("one"));
        StorageSettings other = new StorageSettings(
                folder.resolve("two"), storage.postgres(), 5, storage.encryptionKey(), List.of(), true);
        try (GivenTrail alive = GivenTrail.begin(storage, Mode.STRICT)) {
            alive.trail().require(alive.intent());

            alive.another(other, Mode.STRICT).close();
            assertThat(alive.count("row_kind = 'UNKNOWN'")).isZero();

            alive.update("UPDATE api_audit_server SET seen_at = seen_at - INTERVAL '61' SECOND");
            alive.another(other, Mode.STRICT).close();
            assertThat(alive.count("row_kind = 'UNKNOWN'")).isEqualTo(1);
        }
    }
}
