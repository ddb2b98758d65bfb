package dev.sdpmcp.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sdpmcp.config.AuditSettings.Mode;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.desk.write.idempotency.Creation;
import dev.sdpmcp.desk.write.idempotency.StoredCreations;
import dev.sdpmcp.history.Change;
import dev.sdpmcp.history.ChangeHistory;
import dev.sdpmcp.persistence.DatabaseMaintenance.DatabaseCondition;
import dev.sdpmcp.tool.ToolFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/**
 *  The disk of the embedded database is full, read-only or gone, and comes back; who used the database before goes on
 *  with it.
 */
@Tag("component")
class DatabaseMaintenanceTest {

    private static final int MEBIBYTES = 8;

    @TempDir
    Path parent;

    private final AtomicInteger openings = new AtomicInteger();
    private final AtomicLong clock = new AtomicLong();
    private SmallDisk disk;
    private StorageSettings storage;
    private Database database;
    private DatabaseMaintenance upkeep;
    private int written;

    @BeforeEach
    void begin() throws IOException {
        disk = SmallDisk.mount(parent.resolve("data"), MEBIBYTES);
        storage = DatabaseKind.EMBEDDED.settings(disk.folder());
        database = new Database(storage);
        upkeep = new DatabaseMaintenance(database, storage, openings::incrementAndGet, clock::get);
        upkeep.look();
        assertThat(upkeep.isUsable()).isTrue();
        write();
    }

    @AfterEach
    void end() throws IOException {
        if (database != null) {
            database.close();
            disk.close();
        }
    }

    private void write() {
        database.run(manager -> manager.createNativeQuery("INSERT INTO token_requests VALUES ('" + (written + 1)
                        + "', 'c', 'host', CURRENT_TIMESTAMP, 'OK')")
                .executeUpdate());
        written++;
    }

    private void writeUntilItFails() {
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        write();
                    }
                })
                .isInstanceOf(DatabaseUnavailable.class);
    }

    private long rows() {
        return database.inTransaction(
                manager -> ((Number) manager.createNativeQuery("SELECT COUNT(*) FROM token_requests")
                                .getSingleResult())
                        .longValue());
    }

    private void assertNotUsable() {
        upkeep.look();
        assertThat(upkeep.isUsable()).isFalse();
    }

    private void assertUsableAndWhole() {
        upkeep.look();
        assertThat(upkeep.isUsable()).isTrue();
        assertThat(upkeep.obstacle()).isEmpty();
        assertThat(upkeep.problem()).isEmpty();
        assertThat(rows()).isEqualTo(written);
        write();
        assertThat(rows()).isEqualTo(written);
        assertThat(openings).as("whom it is new to").hasValue(1);
        assertThat(disk.folder().resolve("database")).isDirectoryContaining("glob:**/sdp-mcp.mv.db");
        assertThat(disk.folder().resolve(DataFolder.PROBE)).doesNotExist();
        assertThat(disk.folder().resolve("database/sdp-mcp.trace.db")).doesNotExist();
    }

    @Test
    void a_full_disk_is_seen_before_anything_is_written_and_reads_go_on() throws IOException {
        assertThat(upkeep.space().orElseThrow().free()).isGreaterThan(1024 * 1024);
        disk.fill();

        assertNotUsable();
        assertThat(upkeep.obstacle().orElseThrow()).contains("No space left");
        assertThat(upkeep.space().orElseThrow().free()).isZero();
        assertThat(rows()).isEqualTo(written);

        disk.makeRoom();
        assertUsableAndWhole();
    }

    @Test
    void after_a_write_that_failed_it_is_opened_again_as_soon_as_there_is_room() throws IOException {
        disk.fill();
        writeUntilItFails();

        assertNotUsable();
        assertThatThrownBy(this::rows).isInstanceOf(DatabaseUnavailable.class);
        assertNotUsable();

        disk.makeRoom();
        assertUsableAndWhole();
    }

    @Test
    void a_disk_that_became_read_only_is_waited_for() throws IOException {
        disk.fill();
        writeUntilItFails();
        assertNotUsable();
        disk.makeRoom();
        disk.makeReadOnly();

        assertNotUsable();
        assertThat(upkeep.obstacle().orElseThrow()).contains("Read-only");

        disk.makeWritable();
        assertUsableAndWhole();
    }

    @Test
    void a_folder_that_takes_no_new_files_is_not_usable_though_the_database_is() throws IOException {
        disk.coverReadOnly();

        assertNotUsable();
        write();

        disk.uncover();
        assertUsableAndWhole();
    }

    @Test
    void a_lost_mount_gets_no_new_database_in_its_place() throws IOException {
        disk.coverWithEmpty();

        assertNotUsable();
        assertThatThrownBy(this::write).isInstanceOf(DatabaseUnavailable.class);
        assertNotUsable();
        assertThat(upkeep.obstacle().orElseThrow()).contains("mounted");
        assertThatThrownBy(database::open).isInstanceOf(DatabaseRefused.class);
        assertThat(disk.files()).isEmpty();

        disk.uncover();
        assertUsableAndWhole();
    }

    @Test
    void who_used_it_before_goes_on_with_it() throws IOException {
        StoredCreations ledger = new StoredCreations(database);
        ChangeHistory history = new ChangeHistory(database, Mode.STRICT);
        DatabaseCopy backup = DatabaseCopy.of(database, storage);
        Creation attempt =
                Creation.begin("request", "a".repeat(64), "b".repeat(64), Instant.now(), Duration.ofMinutes(10));
        assertThat(ledger.claim(attempt)).isEmpty();
        Change change = change();
        history.begin(change);
        Path scratch = parent.resolve("scratch");
        List<String> copied = new ArrayList<>();
        DatabaseCopy.Target target = (name, content) -> copied.add(name);

        disk.fill();
        writeUntilItFails();
        history.settle(change.id(), Change.Outcome.MADE);
        assertThatThrownBy(() -> history.begin(change())).isInstanceOf(DatabaseUnavailable.class);
        assertThatThrownBy(() -> ledger.replace(attempt, attempt.unknown())).isInstanceOf(ToolFailure.class);
        assertNotUsable();
        assertThatThrownBy(() -> history.find(change.id())).isInstanceOf(DatabaseUnavailable.class);
        assertThatThrownBy(() -> backup.writeTo(target, scratch)).isInstanceOf(DatabaseUnavailable.class);
        assertThat(scratch).doesNotExist();

        disk.makeRoom();
        assertUsableAndWhole();
        assertThat(ledger.replace(attempt, attempt.created("7"))).isTrue();
        history.writeOutcomes();
        assertThat(history.find(change.id())).map(Change::outcome).contains(Change.Outcome.MADE);
        backup.writeTo(target, scratch);
        assertThat(copied).containsExactly(EmbeddedCopy.FILE);
    }

    @Test
    void a_request_to_a_running_server_leaves_no_file_on_a_full_disk() throws IOException {
        DataFolderRequests requests = new DataFolderRequests(disk.folder(), "doctor");
        List<String> before = disk.files();
        disk.fill();

        assertThatThrownBy(() -> requests.ask("digest", Duration.ofSeconds(1), Duration.ofSeconds(1)))
                .isInstanceOf(IOException.class);

        disk.makeRoom();
        assertThat(disk.files()).isEqualTo(before);
    }

    private static Change change() {
        return new Change(
                "c-" + System.nanoTime(),
                Instant.now(),
                "request",
                "1",
                "1042",
                new Change.Doer("update_request", "ann", "192.0.2.7", "r-1"),
                Change.Outcome.OPEN,
                List.of(new Change.Field("subject", "\"a\"", "\"b\"")));
    }

    @Test
    void a_look_that_does_not_end_counts_for_no_longer_than_its_limit() {
        clock.addAndGet(DatabaseMaintenance.LOOK_LIMIT.toNanos() - 1);
        assertThat(upkeep.isUsable()).isTrue();

        clock.incrementAndGet();
        assertThat(upkeep.isUsable()).isFalse();

        assertUsableAndWhole();
    }

    @Test
    void a_postgresql_that_takes_no_changes_is_away_and_its_refusal_is_an_outage() {
        StorageSettings shared = RealPostgres.newDatabase(parent.resolve("shared"));
        PGSimpleDataSource connections = new PGSimpleDataSource();
        connections.setPortNumbers(new int[] {RealPostgres.port()});
        connections.setDatabaseName(shared.postgres().orElseThrow().database());
        connections.setUser("postgres");
        connections.setPassword("postgres");
        EmbeddedFile none = EmbeddedFile.of(shared);
        assertThat(DatabaseCondition.of(connections, shared, none)).isEqualTo(DatabaseCondition.ANSWERS);

        connections.setOptions("-c default_transaction_read_only=on");
        assertThat(DatabaseCondition.of(connections, shared, none)).isEqualTo(DatabaseCondition.AWAY);

        try (Database open = DatabaseKind.open(shared)) {
            assertThatThrownBy(() -> open.run(manager -> {
                        manager.createNativeQuery("SET TRANSACTION READ ONLY").executeUpdate();
                        manager.createNativeQuery("DELETE FROM token_requests").executeUpdate();
                    }))
                    .isInstanceOf(DatabaseUnavailable.class);
        }
    }
}
