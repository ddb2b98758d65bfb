package dev.sdpmcp.audit.writing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sdpmcp.audit.chain.Chain;
import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.AuditRow.CallOutcome;
import dev.sdpmcp.audit.row.GivenRow;
import dev.sdpmcp.config.AuditSettings.Mode;
import dev.sdpmcp.persistence.DatabaseKind;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unexpected failures: they end no thread of the trail, and no row is lost without a log line. */
@Tag("component")
class FailingTrailTest {

    @TempDir
    Path folder;

    private static void awaitFailure(FailingLog log) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> log.failures() > 0);
    }

    @Test
    void an_error_ends_neither_the_writer_nor_the_maintenance() throws Exception {
        try (GivenTrail given = GivenTrail.begin(DatabaseKind.EMBEDDED.settings(folder), Mode.BEST_EFFORT)) {
            given.trail().add(GivenRow.read());
            given.awaitRows("row_kind = 'CALL'", 1);
            given.update("UPDATE api_audit_chain SET seal = 'forged'"); // so that the next row is logged
            AuditRow intent = given.intent();
            try (FailingLog ofTheChain = new FailingLog(Chain.class, "was not as this program had left it");
                    FailingLog ofTheUpkeep = new FailingLog(TrailState.class, "goes to the database again")) {
                given.trail().add(GivenRow.read());
                given.await("state", "journal");
                awaitFailure(ofTheChain);
                awaitFailure(ofTheUpkeep);
                given.trail().require(intent);
                given.trail().add(GivenRow.outcome(intent, CallOutcome.OK));
            }

            given.awaitRows("row_kind = 'CALL'", 2);
            given.awaitRows("call_id = '" + intent.callId() + "'", 2);
            given.await("state", "written");
            given.await("lost", "0");
        }
    }

    @Test
    void reports_an_unusable_journal_at_once() throws Exception {
        URI zip = URI.create("jar:" + folder.resolve("odd.zip").toUri());
        try (FileSystem odd = FileSystems.newFileSystem(zip, Map.of("create", "true"));
                GivenTrail given = GivenTrail.begin(
                        DatabaseKind.POSTGRESQL.settings(folder),
                        Mode.BEST_EFFORT,
                        new RowLog(odd.getPath("/"), 1_000_000),
                        1_000)) {
            given.closeDatabase();

            // with files of another file system provider
            assertThatThrownBy(() -> given.trail().require(given.intent()))
                    .isInstanceOf(AuditTrail.Unavailable.class)
                    .hasMessageContaining("neither the database nor the journal");
        }
    }
}
