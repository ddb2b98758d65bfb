package dev.sdpmcp.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.audit.chain.ChainCheck.ChainReport;
import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.AuditRow.CallOutcome;
import dev.sdpmcp.audit.row.CallIds;
import dev.sdpmcp.audit.row.GivenRow;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The chain without tampering: concurrent writers, rows that are loaded twice, retention. */
@Tag("component")
class ChainTest extends ChainFixture {

    @ParameterizedTest
    @EnumSource
    void is_intact_without_tampering(DatabaseKind kind) throws IOException {
        ChainSeal seal = seal();
        try (Database database = kind.open(folder)) {
            assertThat(check(database, seal).isIntact()).isTrue();
            append(database, seal, 2_345);
            ChainReport report = check(database, seal);

            assertThat(report.rows()).isEqualTo(2_345);
            assertThat(report.isIntact()).as(String.join("\n", report.lines())).isTrue();
        }
    }

    @Test
    void generates_a_key_that_other_users_cannot_read() throws IOException {
        String name = seal().keyName();

        assertThat(seal().keyName()).isEqualTo(name);
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("key").resolve("audit-seal.key"))))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @EnumSource
    void is_one_chain_with_concurrent_writers(DatabaseKind kind) throws Exception {
        ChainSeal seal = seal();
        ExecutorService servers = Executors.newFixedThreadPool(6);
        try (Database database = kind.open(folder)) {
            List<Callable<Boolean>> writers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                writers.add(() -> {
                    for (int j = 0; j < 20; j++) {
                        append(database, seal, 3);
                    }
                    return true;
                });
            }
            for (Future<Boolean> writer : servers.invokeAll(writers)) {
                assertThat(writer.get()).isTrue();
            }

            ChainReport report = check(database, seal);
            assertThat(report.rows()).isEqualTo(360);
            assertThat(report.isIntact()).as(String.join("\n", report.lines())).isTrue();
        } finally {
            servers.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void can_be_verified_after_old_rows_are_deleted(DatabaseKind kind) throws IOException {
        ChainSeal seal = seal();
        Retention retention = new Retention(new Chain(seal));
        Instant now = Instant.now();
        try (Database database = kind.open(folder)) {
            List<AuditRow> rows = new ArrayList<>();
            for (int i = 0; i < 1_500; i++) {
                rows.add(GivenRow.readAt(now.minus(Duration.ofDays(i < 1_200 ? 40 : 1))));
            }
            new Chain(seal).append(database, rows);
            Instant limit = now.minus(Duration.ofDays(30));

            assertThat(retention.deleteBefore(database, limit)).isEqualTo(Retention.BATCH);
            assertThat(check(database, seal).isIntact()).isTrue();
            assertThat(retention.deleteBefore(database, limit)).isEqualTo(200);
            assertThat(retention.deleteBefore(database, limit)).isZero();

            append(database, seal, 1);
            ChainReport report = check(database, seal);
            assertThat(report.isIntact()).isTrue();
            assertThat(report.rows()).isEqualTo(301);
            assertThat(report.deleted()).isEqualTo(1_200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void writes_a_row_once_if_it_is_loaded_several_times(DatabaseKind kind) throws IOException {
        ChainSeal seal = seal();
        Chain chain = new Chain(seal);
        AuditRow intent = GivenRow.intent(CallIds.next(), "server");
        List<AuditRow> rows = List.of(intent, GivenRow.outcome(intent, CallOutcome.OK), GivenRow.read());
        try (Database database = kind.open(folder)) {
            chain.append(database, rows.subList(0, 1));

            for (int i = 0; i < 3; i++) {
                chain.appendMissing(database, rows);
            }

            ChainReport report = check(database, seal);
            assertThat(report.rows()).isEqualTo(3);
            assertThat(report.open()).isZero();
            assertThat(report.isIntact()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void counts_changes_without_an_outcome(DatabaseKind kind) throws IOException {
        ChainSeal seal = seal();
        try (Database database = kind.open(folder)) {
            AuditRow intent = GivenRow.intent(CallIds.next(), "server");
            new Chain(seal).append(database, List.of(intent));

            assertThat(check(database, seal).open()).isEqualTo(1);
            assertThat(check(database, seal).isIntact()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void hashes_odd_text_as_the_database_returns_it(DatabaseKind kind) throws IOException {
        ChainSeal seal = seal();
        String odd = "\u0000 \uD83D\uDE00 \uD83D half, " + "é".repeat(300);
        AuditRow row = GivenRow.row(
                CallIds.next(),
                AuditRow.RowKind.CALL,
                Instant.parse("2026-11-22T10:00:00.123456789Z"),
                "server",
                odd,
                odd,
                null,
                CallOutcome.OK);
        try (Database database = kind.open(folder)) {
            new Chain(seal).append(database, List.of(row));

            assertThat(check(database, seal).isIntact()).isTrue();
        }
    }
}
