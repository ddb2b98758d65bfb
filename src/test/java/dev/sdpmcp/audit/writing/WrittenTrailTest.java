package dev.sdpmcp.audit.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sdpmcp.audit.chain.ChainCheck.ChainReport;
import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.AuditRow.CallOutcome;
import dev.sdpmcp.audit.row.CallIds;
import dev.sdpmcp.audit.row.GivenRow;
import dev.sdpmcp.config.AuditSettings.Mode;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.persistence.DatabaseKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The trail while the database is available. */
@Tag("component")
class WrittenTrailTest {

    @TempDir
    Path folder;

    private GivenTrail begin(DatabaseKind kind) {
        return GivenTrail.begin(kind.settings(folder), Mode.STRICT);
    }

    @ParameterizedTest
    @EnumSource
    void writes_the_intent_before_the_call_and_all_rows_before_it_closes(DatabaseKind kind) throws Exception {
        try (GivenTrail given = begin(kind)) {
            AuditRow intent = given.intent();

            given.trail().require(intent);

            assertThat(given.count("row_kind = 'INTENT' AND call_id = '" + intent.callId() + "'"))
                    .isEqualTo(1);
            given.trail().add(GivenRow.outcome(intent, CallOutcome.OK));
            given.trail().add(GivenRow.read());
            given.trail().close();
            assertThat(given.intact().rows()).isEqualTo(3);
            assertThat(given.intact().open()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void writes_reads_and_intents_a_moment_later(DatabaseKind kind) throws Exception {
        try (GivenTrail given = begin(kind)) {
            given.trail().add(GivenRow.read());
            given.awaitRows("row_kind = 'CALL'", 1);

            given.trail().require(given.intent());
            given.awaitRows("row_kind = 'INTENT'", 1);
        }
    }

    @Test
    void writes_one_chain_for_two_servers() throws Exception {
        StorageSettings storage = DatabaseKind.POSTGRESQL.settings(folder.resolve("one"));
        StorageSettings second =
                new StorageSettings(folder.resolve("one"), storage.postgres(), 5, Optional.empty(), List.of(), true);
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try (GivenTrail one = GivenTrail.begin(storage, Mode.STRICT);
                GivenTrail two = GivenTrail.begin(second, Mode.STRICT)) {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                WrittenTrail trail = i % 2 == 0 ? one.trail() : two.trail();
                calls.add(() -> change(trail, 25));
            }
            for (Future<Boolean> call : callers.invokeAll(calls)) {
                assertThat(call.get()).isTrue();
            }
            one.trail().close();
            two.trail().close();

            ChainReport report = two.intact();
            assertThat(report.rows()).isEqualTo(8 * 25 * 3);
            assertThat(report.open()).isZero();
        } finally {
            callers.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void saves_its_progress_when_it_closes(DatabaseKind kind) throws Exception {
        try (GivenTrail given = begin(kind)) {
            given.trail().add(GivenRow.read());
            given.trail().close();
            given.intact();

            given.update("DELETE FROM api_audit_log");
            given.update("UPDATE api_audit_chain SET head_number = 0, head_hash = anchor_hash");

            assertThat(given.check().breaks())
                    .anySatisfy(broken -> assertThat(broken).contains("has seen row 1"));
        }
    }

    private static boolean change(WrittenTrail trail, int times) throws AuditTrail.Unavailable {
        for (int i = 0; i < times; i++) {
            AuditRow intent = GivenRow.intent(CallIds.next(), trail.serverId());
            trail.require(intent);
            trail.add(GivenRow.read());
            trail.add(GivenRow.outcome(intent, CallOutcome.OK));
        }
        return true;
    }

    @ParameterizedTest
    @EnumSource
    void journals_rows_when_the_queue_is_full_and_loses_none(DatabaseKind kind) throws Exception {
        try (GivenTrail given =
                GivenTrail.begin(kind.settings(folder), Mode.STRICT, new RowLog(folder, 10_000_000), 3)) {
            for (int i = 0; i < 1_000; i++) {
                given.trail().add(GivenRow.read());
            }
            given.trail().require(given.intent());

            assertThat(Long.parseLong(given.fact("spilled"))).isPositive();
            given.awaitRows("row_kind = 'CALL'", 1_000);
            given.awaitRows("row_kind = 'INTENT'", 1);
            assertThat(given.intact().rows()).isEqualTo(1_001);
        }
    }

    @ParameterizedTest
    @EnumSource
    void is_not_affected_by_interrupted_callers(DatabaseKind kind) throws Exception {
        try (GivenTrail given = begin(kind)) {
            for (int i = 0; i < 50; i++) {
                Thread.currentThread().interrupt();
                // none if the row was written before the caller began to wait
                Throwable cancelled = catchThrowable(() -> given.trail().require(given.intent()));
                assertThat(cancelled == null || cancelled instanceof CancellationException)
                        .as(String.valueOf(cancelled))
                        .isTrue();
                assertThat(Thread.interrupted()).isTrue();
            }

            given.trail().require(given.intent());
            given.awaitRows("row_kind = 'INTENT'", 51);
            given.await("state", "written");
            assertThat(given.intact().rows()).isEqualTo(51);
        }
    }
}
