package dev.sdpmcp.audit.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sdpmcp.audit.AuditCheck;
import dev.sdpmcp.audit.chain.ChainReport;
import dev.sdpmcp.audit.journal.TrailJournal;
import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.CallIds;
import dev.sdpmcp.audit.row.CallOutcome;
import dev.sdpmcp.audit.row.GivenRow;
import dev.sdpmcp.config.AuditSettings;
import dev.sdpmcp.config.AuditSettings.Mode;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseKind;
import dev.sdpmcp.persistence.DatabaseRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The trail as calls see it, while the database comes and goes. */
class WrittenTrailTest {

    @TempDir
    Path folder;

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    private Database open(StorageSettings storage) {
        Database database = DatabaseKind.open(storage);
        opened.add(database);
        return database;
    }

    private WrittenTrail begin(Database database, StorageSettings storage, Mode mode, int waiting, long journalBytes) {
        try {
            WrittenTrail trail = new WrittenTrail(
                    new AuditSettings(true, mode, Period.ofDays(365)),
                    storage,
                    database,
                    work -> {
                        Thread thread = new Thread(work);
                        thread.setDaemon(true);
                        return thread;
                    },
                    new TrailJournal(storage.dataDirectory(), journalBytes),
                    waiting);
            opened.add(trail);
            trail.begin();
            return trail;
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    private WrittenTrail begin(Database database, StorageSettings storage, Mode mode) {
        return begin(database, storage, mode, 1_000, 1_000_000);
    }

    private static AuditRow intent(WrittenTrail trail) {
        return GivenRow.intent(CallIds.next(), trail.serverId());
    }

    private static long count(Database database, String condition) {
        return database.onConnection(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet result =
                            statement.executeQuery("SELECT COUNT(*) FROM api_audit_log WHERE " + condition)) {
                result.next();
                return result.getLong(1);
            }
        });
    }

    private static void await(Database database, String condition, long rows) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> count(database, condition) == rows);
    }

    private static ChainReport intact(StorageSettings storage, Database database) throws IOException {
        ChainReport report = AuditCheck.of(storage, database);
        assertThat(report.isIntact()).as(String.join("\n", report.lines())).isTrue();
        return report;
    }

    private static void reopen(Database database) {
        try {
            database.open();
        } catch (DatabaseRefused refused) {
            throw new AssertionError(refused);
        }
    }

    @ParameterizedTest
    @EnumSource
    void has_the_intent_before_the_call_goes_on_and_all_the_rest_when_it_closes(DatabaseKind kind) throws Exception {
        StorageSettings storage = kind.settings(folder);
        Database database = open(storage);
        WrittenTrail trail = begin(database, storage, Mode.STRICT);
        AuditRow intent = intent(trail);

        trail.require(intent);

        assertThat(count(database, "row_kind = 'INTENT' AND call_id = '" + intent.callId() + "'"))
                .isEqualTo(1);
        trail.add(GivenRow.outcome(intent, CallOutcome.OK));
        trail.add(GivenRow.read());
        trail.close();
        assertThat(intact(storage, database).rows()).isEqualTo(3);
        assertThat(intact(storage, database).open()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void writes_reads_by_itself_a_moment_later(DatabaseKind kind) {
        StorageSettings storage = kind.settings(folder);
        Database database = open(storage);
        WrittenTrail trail = begin(database, storage, Mode.STRICT);

        trail.add(GivenRow.read());

        await(database, "row_kind = 'CALL'", 1);
    }

    @ParameterizedTest
    @EnumSource
    void refuses_changes_and_journals_reads_while_the_database_is_away_and_loads_them_once(DatabaseKind kind)
            throws Exception {
        StorageSettings storage = kind.settings(folder);
        Database database = open(storage);
        WrittenTrail trail = begin(database, storage, Mode.STRICT);
        AuditRow before = intent(trail);
        trail.require(before);

        database.close();
        for (int i = 0; i < 450; i++) {
            trail.add(GivenRow.read());
        }
        trail.add(GivenRow.outcome(before, CallOutcome.OK));
        assertThatThrownBy(() -> trail.require(intent(trail))).isInstanceOf(TrailUnavailable.class);
        Awaitility.await().until(() -> "0".equals(trail.asData().get("waiting")));
        assertThat(trail.asData()).containsEntry("state", "journal").containsEntry("lost", "0");

        reopen(database);
        await(database, "row_kind = 'CALL'", 450);
        await(database, "row_kind = 'OUTCOME'", 1);
        trail.require(intent(trail));
        assertThat(intact(storage, database).rows()).isEqualTo(453);
        Awaitility.await().until(() -> "0".equals(trail.asData().get("journalBytes")));
    }

    @ParameterizedTest
    @EnumSource
    void journals_changes_first_when_told_to_do_its_best(DatabaseKind kind) throws Exception {
        StorageSettings storage = kind.settings(folder);
        Database database = open(storage);
        WrittenTrail trail = begin(database, storage, Mode.BEST_EFFORT);

        database.close();
        AuditRow intent = intent(trail);
        trail.require(intent);
        assertThat(Long.parseLong(trail.asData().get("journalBytes"))).isPositive();
        trail.add(GivenRow.outcome(intent, CallOutcome.OK));

        reopen(database);
        await(database, "call_id = '" + intent.callId() + "'", 2);
        assertThat(intact(storage, database).open()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void loads_what_a_server_before_it_left_in_the_journal(DatabaseKind kind) throws Exception {
        StorageSettings storage = kind.settings(folder);
        Database database = open(storage);
        WrittenTrail first = begin(database, storage, Mode.BEST_EFFORT);
        database.close();
        AuditRow intent = intent(first);
        first.require(intent);
        first.add(GivenRow.read());
        first.close();

        reopen(database);
        begin(database, storage, Mode.STRICT);

        assertThat(count(database, "row_kind = 'CALL'")).isEqualTo(1);
        assertThat(count(database, "row_kind = 'UNKNOWN' AND call_id = '" + intent.callId() + "'"))
                .isEqualTo(1);
        assertThat(intact(storage, database).open()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void refuses_changes_and_counts_reads_when_the_journal_is_full_too(DatabaseKind kind) throws Exception {
        StorageSettings storage = kind.settings(folder);
        Database database = open(storage);
        WrittenTrail trail = begin(database, storage, Mode.BEST_EFFORT, 1_000, 10);

        database.close();
        assertThatThrownBy(() -> trail.require(intent(trail)))
                .isInstanceOf(TrailUnavailable.class)
                .hasMessageContaining("neither");
        trail.add(GivenRow.read());

        Awaitility.await().until(() -> "1".equals(trail.asData().get("lost")));
        reopen(database);
        Awaitility.await().until(() -> "written".equals(trail.asData().get("state")));
        trail.require(intent(trail));
    }

    @ParameterizedTest
    @EnumSource
    void marks_the_open_calls_of_the_server_that_had_this_folder_before(DatabaseKind kind) throws Exception {
        StorageSettings storage = kind.settings(folder);
        Database database = open(storage);
        WrittenTrail crashed = begin(database, storage, Mode.STRICT);
        AuditRow settled = intent(crashed);
        crashed.require(settled);
        crashed.add(GivenRow.outcome(settled, CallOutcome.OK));
        AuditRow open = intent(crashed);
        crashed.require(open);
        await(database, "row_kind = 'OUTCOME'", 1);

        begin(database, storage, Mode.STRICT);

        assertThat(count(database, "row_kind = 'UNKNOWN'")).isEqualTo(1);
        assertThat(count(database, "row_kind = 'UNKNOWN' AND call_id = '" + open.callId() + "'"))
                .isEqualTo(1);
        assertThat(intact(storage, database).open()).isZero();
    }

    @org.junit.jupiter.api.Test
    void leaves_the_calls_of_another_server_alone_until_that_is_dead() throws Exception {
        StorageSettings storage = DatabaseKind.POSTGRESQL.settings(folder.resolve("one"));
        StorageSettings other = new StorageSettings(
                folder.resolve("two"), storage.postgres(), 5, storage.encryptionKey(), List.of(), true);
        Database database = open(storage);
        WrittenTrail alive = begin(database, storage, Mode.STRICT);
        alive.require(intent(alive));

        begin(database, other, Mode.STRICT).close();
        assertThat(count(database, "row_kind = 'UNKNOWN'")).isZero();

        database.onConnection(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate("UPDATE api_audit_server SET seen_at = seen_at - INTERVAL '61' SECOND");
            }
        });
        begin(database, other, Mode.STRICT);
        assertThat(count(database, "row_kind = 'UNKNOWN'")).isEqualTo(1);
    }

    @org.junit.jupiter.api.Test
    void makes_one_chain_of_two_servers() throws Exception {
        StorageSettings storage = DatabaseKind.POSTGRESQL.settings(folder.resolve("one"));
        StorageSettings second =
                new StorageSettings(folder.resolve("one"), storage.postgres(), 5, Optional.empty(), List.of(), true);
        WrittenTrail one = begin(open(storage), storage, Mode.STRICT);
        Database database = open(second);
        WrittenTrail two = begin(database, second, Mode.STRICT);
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                WrittenTrail trail = i % 2 == 0 ? one : two;
                calls.add(() -> change(trail, 25));
            }
            for (Future<Boolean> call : callers.invokeAll(calls)) {
                assertThat(call.get()).isTrue();
            }
        } finally {
            callers.shutdownNow();
        }
        one.close();
        two.close();

        ChainReport report = intact(storage, database);
        assertThat(report.rows()).isEqualTo(8 * 25 * 3);
        assertThat(report.open()).isZero();
    }

    private static boolean change(WrittenTrail trail, int times) throws TrailUnavailable {
        for (int i = 0; i < times; i++) {
            AuditRow intent = intent(trail);
            trail.require(intent);
            trail.add(GivenRow.read());
            trail.add(GivenRow.outcome(intent, CallOutcome.OK));
        }
        return true;
    }

    @ParameterizedTest
    @EnumSource
    void spills_into_the_journal_instead_of_holding_calls_up_and_loses_nothing(DatabaseKind kind) throws Exception {
        StorageSettings storage = kind.settings(folder);
        Database database = open(storage);
        WrittenTrail trail = begin(database, storage, Mode.STRICT, 3, 10_000_000);

        for (int i = 0; i < 1_000; i++) {
            trail.add(GivenRow.read());
        }

        assertThat(Long.parseLong(trail.asData().get("spilled"))).isPositive();
        await(database, "row_kind = 'CALL'", 1_000);
        assertThat(intact(storage, database).rows()).isEqualTo(1_000);
    }

    @ParameterizedTest
    @EnumSource
    void survives_callers_that_are_interrupted(DatabaseKind kind) throws Exception {
        StorageSettings storage = kind.settings(folder);
        Database database = open(storage);
        WrittenTrail trail = begin(database, storage, Mode.STRICT);

        for (int i = 0; i < 50; i++) {
            Thread.currentThread().interrupt();
            // none if the row was written before the caller began to wait
            Throwable cancelled = catchThrowable(() -> trail.require(intent(trail)));
            assertThat(cancelled == null || cancelled instanceof CancellationException)
                    .as(String.valueOf(cancelled))
                    .isTrue();
            assertThat(Thread.interrupted()).isTrue();
        }

        trail.require(intent(trail));
        assertThat(trail.asData()).containsEntry("state", "written");
        assertThat(intact(storage, database).rows()).isEqualTo(51);
    }
}
