package dev.sdpmcp.audit.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.AuditRow.CallOutcome;
import dev.sdpmcp.audit.row.GivenRow;
import dev.sdpmcp.config.AuditSettings.Mode;
import dev.sdpmcp.persistence.DatabaseKind;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The trail while the database is unavailable and available again. */
@Tag("component")
class AwayDatabaseTest {

    @TempDir
    Path folder;

    private GivenTrail begin(DatabaseKind kind, Mode mode) {
        return GivenTrail.begin(kind.settings(folder), mode);
    }

    @ParameterizedTest
    @EnumSource
    void refuses_changes_and_journals_reads_and_loads_them_once(DatabaseKind kind) throws Exception {
        try (GivenTrail given = begin(kind, Mode.STRICT)) {
            AuditRow before = given.intent();
            given.trail().require(before);

            given.goAway();
            for (int i = 0; i < 449; i++) {
                given.trail().add(GivenRow.read());
            }
            given.trail().add(GivenRow.outcome(before, CallOutcome.OK));
            assertThatThrownBy(() -> given.trail().require(given.intent())).isInstanceOf(AuditTrail.Unavailable.class);
            given.await("waiting", "0");
            given.await("state", "journal");
            given.await("lost", "0");

            given.comeBack();
            given.awaitRows("row_kind = 'CALL'", 450);
            given.awaitRows("row_kind = 'OUTCOME'", 1);
            given.trail().require(given.intent());
            given.awaitRows("row_kind = 'INTENT'", 2);
            assertThat(given.intact().rows()).isEqualTo(453);
            given.await("journalBytes", "0");
        }
    }

    @ParameterizedTest
    @EnumSource
    void records_a_change_that_began_before_the_outage_was_detected(DatabaseKind kind) throws Exception {
        try (GivenTrail given = begin(kind, Mode.BEST_EFFORT)) {
            AuditRow intent = given.intent();
            given.closeDatabase();
            given.trail().require(intent);
            given.trail().add(GivenRow.outcome(intent, CallOutcome.OK));
            given.await("state", "journal");

            given.comeBack();
            given.awaitRows("call_id = '" + intent.callId() + "'", 2);
            given.await("journalBytes", "0");
            assertThat(given.intact().rows()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void journals_changes_with_best_effort(DatabaseKind kind) throws Exception {
        try (GivenTrail given = begin(kind, Mode.BEST_EFFORT)) {
            given.goAway();
            given.await("waiting", "0");
            long bytes = Long.parseLong(given.fact("journalBytes"));
            AuditRow intent = given.intent();
            given.trail().require(intent);
            assertThat(Long.parseLong(given.fact("journalBytes"))).isGreaterThan(bytes);
            given.trail().add(GivenRow.outcome(intent, CallOutcome.OK));

            given.comeBack();
            given.awaitRows("call_id = '" + intent.callId() + "'", 2);
            assertThat(given.intact().open()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void refuses_changes_and_counts_reads_when_the_journal_is_full_too(DatabaseKind kind) throws Exception {
        try (GivenTrail given =
                GivenTrail.begin(kind.settings(folder), Mode.BEST_EFFORT, new RowLog(folder, 10), 1_000)) {
            given.goAway();
            assertThatThrownBy(() -> given.trail().require(given.intent()))
                    .isInstanceOf(AuditTrail.Unavailable.class)
                    .hasMessageContaining("neither");
            given.trail().add(GivenRow.read());

            given.await("lost", "2");
            given.comeBack();
            given.await("state", "written");
            given.trail().require(given.intent());
        }
    }
}
