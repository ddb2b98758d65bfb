package dev.sdpmcp.audit.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.audit.chain.Chain;
import dev.sdpmcp.audit.chain.ChainCheck;
import dev.sdpmcp.audit.chain.ChainCheck.ChainReport;
import dev.sdpmcp.audit.chain.ChainSeal;
import dev.sdpmcp.audit.chain.Retention;
import dev.sdpmcp.audit.reading.AuditPage.AuditCursor;
import dev.sdpmcp.audit.reading.AuditReader.AuditCriteria;
import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.GivenRow;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseKind;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The trail of a machine whose clock is set forward by an hour and back again. */
@Tag("component")
class ClockJumpTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path folder;

    /** Ten calls each: at the right time, an hour ahead, at the first times again, an hour behind. */
    private static List<AuditRow> withJumps() {
        List<AuditRow> rows = new ArrayList<>();
        for (Duration jump : List.of(Duration.ZERO, HOUR, Duration.ZERO, HOUR.negated())) {
            for (int second = 0; second < 10; second++) {
                rows.add(GivenRow.readAt(NOON.plus(jump).plusSeconds(second)));
            }
        }
        return rows;
    }

    private static void append(StorageSettings storage, Database database, List<AuditRow> rows) throws IOException {
        Chain chain = new Chain(ChainSeal.of(storage));
        for (AuditRow row : rows) {
            chain.append(database, List.of(row));
        }
    }

    private static List<String> callsByNumber(Database database) {
        return database.onConnection(connection -> {
            List<String> calls = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet result =
                            statement.executeQuery("SELECT call_id FROM api_audit_log ORDER BY entry_number")) {
                while (result.next()) {
                    calls.add(result.getString(1));
                }
            }
            return calls;
        });
    }

    private static List<String> names(List<AuditRow> rows) {
        return rows.stream().map(AuditRow::callId).toList();
    }

    private static ChainReport intact(StorageSettings storage, Database database) throws IOException {
        ChainReport report = ChainCheck.of(storage, Optional.empty(), database).run();
        assertThat(report.isIntact()).as(report.lines().toString()).isTrue();
        return report;
    }

    @ParameterizedTest
    @EnumSource
    void the_chain_is_ordered_by_number_and_stays_intact(DatabaseKind kind) throws IOException {
        StorageSettings storage = kind.settings(folder);
        try (Database database = DatabaseKind.open(storage)) {
            List<AuditRow> rows = withJumps();

            append(storage, database, rows);

            assertThat(callsByNumber(database)).isEqualTo(names(rows));
            assertThat(intact(storage, database).rows()).isEqualTo(rows.size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void pages_contain_every_call_once_while_rows_with_other_times_are_added(DatabaseKind kind) throws IOException {
        StorageSettings storage = kind.settings(folder);
        try (Database database = DatabaseKind.open(storage)) {
            AuditReader reader = new AuditReader(database);
            List<AuditRow> rows = withJumps();
            append(storage, database, rows);

            List<String> seen = new ArrayList<>();
            AuditPage page = reader.page(AuditCriteria.ALL, Optional.empty(), 7);
            while (page.next().isPresent()) {
                seen.addAll(calls(page));
                append(
                        storage,
                        database,
                        List.of(GivenRow.readAt(NOON.plus(HOUR)), GivenRow.readAt(NOON.minus(HOUR.multipliedBy(2)))));
                page = reader.page(
                        AuditCriteria.ALL, AuditCursor.of(page.next().get().text()), 7);
                assertThat(seen).hasSizeLessThan(200);
            }
            seen.addAll(calls(page));

            assertThat(seen).doesNotHaveDuplicates().containsAll(names(rows));
        }
    }

    private static List<String> calls(AuditPage page) {
        return page.entries().stream().map(entry -> entry.row().callId()).toList();
    }

    @ParameterizedTest
    @EnumSource
    void retention_deletes_no_row_too_early_and_the_rest_can_be_verified(DatabaseKind kind) throws IOException {
        StorageSettings storage = kind.settings(folder);
        try (Database database = DatabaseKind.open(storage)) {
            List<AuditRow> rows = withJumps();
            append(storage, database, rows);
            Retention retention = new Retention(new Chain(ChainSeal.of(storage)));
            Instant limit = NOON.plus(Duration.ofMinutes(30));

            int deleted = retention.deleteBefore(database, limit);

            // rows after the row of the hour ahead are kept as long as it is
            assertThat(deleted).isEqualTo(10);
            assertThat(callsByNumber(database)).isEqualTo(names(rows.subList(10, 40)));
            assertThat(intact(storage, database).deleted()).isEqualTo(10);
        }
    }
}
