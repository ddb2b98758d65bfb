package dev.sdpmcp.audit.writing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.AuditRow.CallOutcome;
import dev.sdpmcp.audit.row.GivenRow;
import dev.sdpmcp.config.AuditSettings.Mode;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.persistence.DatabaseKind;
import dev.sdpmcp.persistence.HangingLine;
import dev.sdpmcp.persistence.RealPostgres;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Shutdown while PostgreSQL does not respond. */
@Timeout(120)
@Tag("component")
class HangingDatabaseTest {

    @TempDir
    Path folder;

    @Test
    void writes_waiting_rows_to_files() throws Exception {
        StorageSettings direct = DatabaseKind.POSTGRESQL.settings(folder);
        try (HangingLine line = new HangingLine(RealPostgres.port());
                GivenTrail given = GivenTrail.begin(line.on(direct), Mode.STRICT)) {
            try {
                AuditRow intent = given.intent();
                given.trail().require(intent);
                line.hang();
                given.trail().add(GivenRow.outcome(intent, CallOutcome.OK));
                given.await("waiting", "0"); // the writer has taken it and blocks
                for (int i = 0; i < 9; i++) {
                    given.trail().add(GivenRow.read());
                }

                given.trail().close(Duration.ofMillis(200));
                given.await("waiting", "0");
            } finally {
                line.cut(); // otherwise the thread would block for half a minute
            }
            try (GivenTrail next = GivenTrail.begin(direct, Mode.STRICT)) {
                assertThat(next.count("row_kind = 'CALL'")).isEqualTo(9);
                assertThat(next.count("row_kind = 'OUTCOME'")).isEqualTo(1);
                assertThat(next.intact().open()).isZero();
            }
        }
    }
}
