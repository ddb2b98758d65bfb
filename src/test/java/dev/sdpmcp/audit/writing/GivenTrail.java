package dev.sdpmcp.audit.writing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.audit.chain.ChainCheck;
import dev.sdpmcp.audit.chain.ChainCheck.ChainReport;
import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.CallIds;
import dev.sdpmcp.audit.row.GivenRow;
import dev.sdpmcp.config.AuditSettings;
import dev.sdpmcp.config.AuditSettings.Mode;
import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseKind;
import dev.sdpmcp.persistence.DatabaseRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;

/** A database and the trail of a server in it. Closing it closes both. */
final class GivenTrail implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final StorageSettings storage;
    private final Database database;
    private final WrittenTrail trail;

    private GivenTrail(StorageSettings storage, Database database, WrittenTrail trail) {
        this.storage = storage;
        this.database = database;
        this.trail = trail;
    }

    static GivenTrail begin(StorageSettings storage, Mode mode) {
        return begin(storage, mode, new RowLog(storage.dataDirectory(), 10_000_000), 1_000);
    }

    static GivenTrail begin(StorageSettings storage, Mode mode, RowLog journal, int waiting) {
        Database database = DatabaseKind.open(storage);
        return new GivenTrail(storage, database, trail(storage, database, mode, journal, waiting));
    }

    /** With a database that is open, which it closes. */
    static GivenTrail begin(StorageSettings storage, Mode mode, Database database) {
        RowLog journal = new RowLog(storage.dataDirectory(), 10_000_000);
        return new GivenTrail(storage, database, trail(storage, database, mode, journal, 1_000));
    }

    /** The same database and key, and another data folder. */
    StorageSettings storageIn(Path folder) {
        return new StorageSettings(folder, storage.postgres(), 5, Optional.of(key()), List.of(), true);
    }

    private Secret key() {
        try {
            return new Secret(
                    Files.readString(folder().resolve("audit-seal.key")).strip());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Another server's trail in the same database, which the first one closes. */
    WrittenTrail another(StorageSettings own, Mode mode) {
        return trail(own, database, mode, new RowLog(own.dataDirectory(), 10_000_000), 1_000);
    }

    private static WrittenTrail trail(
            StorageSettings storage, Database database, Mode mode, RowLog journal, int waiting) {
        try {
            WrittenTrail trail = new WrittenTrail(
                    new AuditSettings(true, mode, Period.ofDays(365)),
                    storage,
                    database,
                    GivenTrail::thread,
                    journal,
                    waiting);
            trail.begin();
            return trail;
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }

    WrittenTrail trail() {
        return trail;
    }

    Path folder() {
        return storage.dataDirectory();
    }

    AuditRow intent() {
        return GivenRow.intent(CallIds.next(), trail.serverId());
    }

    String fact(String name) {
        return String.valueOf(trail.statistics().orElseThrow().asData().get(name));
    }

    void await(String fact, String value) {
        Awaitility.await().atMost(PATIENCE).until(() -> fact(fact), value::equals);
    }

    void awaitRows(String condition, long rows) {
        Awaitility.await().atMost(PATIENCE).until(() -> count(condition) == rows);
    }

    long count(String condition) {
        return database.onConnection(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet result =
                            statement.executeQuery("SELECT COUNT(*) FROM api_audit_log WHERE " + condition)) {
                result.next();
                return result.getLong(1);
            }
        });
    }

    int update(String sql) {
        return database.onConnection(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            }
        });
    }

    /** The database becomes unavailable, and the trail has detected that with a row of a read. */
    void goAway() {
        closeDatabase();
        trail.add(GivenRow.read());
        await("state", "journal");
    }

    /** The database becomes unavailable, undetected so far. */
    void closeDatabase() {
        database.close();
    }

    void comeBack() {
        try {
            database.open();
        } catch (DatabaseRefused refused) {
            throw new AssertionError(refused);
        }
    }

    /** Report of the chain, which must be intact. */
    ChainReport intact() throws IOException {
        ChainReport report = check();
        assertThat(report.isIntact()).as(String.join("\n", report.lines())).isTrue();
        return report;
    }

    ChainReport check() throws IOException {
        return ChainCheck.of(storage, Optional.empty(), database).run();
    }

    @Override
    public void close() {
        trail.close();
        database.close();
    }
}
