package dev.sdpmcp.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sdpmcp.config.AuditSettings.Mode;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.desk.write.idempotency.Creation;
import dev.sdpmcp.desk.write.idempotency.StoredCreations;
import dev.sdpmcp.history.Change;
import dev.sdpmcp.history.ChangeHistory;
import dev.sdpmcp.tool.ToolFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL that is killed under open connections is an outage for everybody who uses it, and nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("component")
class KilledDatabaseTest {

    @TempDir
    static Path folder;

    private MortalPostgres postgres;
    private Database database;

    @BeforeAll
    void start() {
        postgres = MortalPostgres.start(folder);
    }

    @AfterAll
    void stop() {
        postgres.close();
    }

    @BeforeEach
    void open() {
        postgres.comeBack();
        StorageSettings storage = RealPostgres.settings(folder, "postgres", "postgres", postgres.port());
        database = DatabaseKind.open(storage);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Creation creation() {
        return Creation.begin("request", "a".repeat(64), "b".repeat(64), Instant.now(), Duration.ofMinutes(10));
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
    void the_ledger_says_that_nothing_was_sent() {
        StoredCreations ledger = new StoredCreations(database);
        Creation attempt = creation();
        assertThat(ledger.claim(attempt)).isEmpty();

        postgres.kill();

        assertThatThrownBy(() -> ledger.replace(attempt, attempt.unknown())).isInstanceOf(ToolFailure.class);
        assertThatThrownBy(() -> ledger.claim(creation()))
                .isInstanceOf(ToolFailure.class)
                .hasMessageContaining("Nothing was sent");
        assertThatThrownBy(() -> ledger.remove(attempt)).isInstanceOf(ToolFailure.class);

        postgres.comeBack();
        assertThat(ledger.replace(attempt, attempt.created("7"))).isTrue();
    }

    @Test
    void the_history_is_unavailable_and_keeps_outcomes() {
        ChangeHistory history = new ChangeHistory(database, Mode.STRICT);
        Change change = change();
        history.begin(change);

        postgres.kill();

        history.settle(change.id(), Change.Outcome.MADE);
        assertThatThrownBy(() -> history.begin(change())).isInstanceOf(DatabaseUnavailable.class);
        assertThatThrownBy(() -> history.find(change.id())).isInstanceOf(DatabaseUnavailable.class);

        postgres.comeBack();
        history.writeOutcomes();
        assertThat(new ChangeHistory(database, Mode.STRICT).find(change.id()))
                .map(Change::outcome)
                .contains(Change.Outcome.MADE);
    }

    /** This PostgreSQL is told not to wait for its disk. */
    @Test
    void what_was_committed_last_is_there_after_a_crash() {
        ChangeHistory history = new ChangeHistory(database, Mode.STRICT);
        for (int i = 0; i < 20; i++) {
            history.begin(change());
        }
        Change last = change();
        history.begin(last);

        postgres.kill();
        postgres.comeBack();

        assertThat(history.find(last.id())).isPresent();
    }

    @Test
    void a_transaction_that_was_under_way_is_unavailable_too() {
        assertThatThrownBy(() -> database.run(manager -> {
                    manager.createNativeQuery("SELECT 1").getSingleResult();
                    postgres.kill();
                }))
                .isInstanceOf(DatabaseUnavailable.class);
        postgres.comeBack();
        assertThatThrownBy(() -> database.onConnection(connection -> {
                    connection.createStatement().execute("SELECT 1");
                    postgres.kill();
                    return connection.createStatement().execute("SELECT 1");
                }))
                .isInstanceOf(DatabaseUnavailable.class);
        assertThat(database.answers()).isFalse();

        postgres.comeBack();

        assertThat(database.answers()).isTrue();
    }
}
