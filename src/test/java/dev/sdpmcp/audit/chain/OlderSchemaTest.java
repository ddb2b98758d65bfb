package dev.sdpmcp.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.GivenRow;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A database of the version before there were causes, and what its operators may have made in it. */
@Tag("component")
class OlderSchemaTest extends ChainFixture {

    /** As the operators' guide has them. */
    private static final List<String> INDEXES_OF_THE_GUIDE = List.of(
            "CREATE INDEX idx_oauth_tokens_client_id ON oauth_tokens(client_id);",
            "CREATE INDEX idx_api_audit_log_timestamp ON api_audit_log(timestamp);");

    /** Takes back what the migration did. */
    private static final List<String> DOWNGRADE = List.of(
            "ALTER INDEX idx_oauth_tokens_client RENAME TO idx_oauth_tokens_client_id",
            "ALTER INDEX idx_api_audit_log_newest RENAME TO idx_api_audit_log_timestamp",
            "ALTER TABLE api_audit_log RENAME COLUMN timestamp TO happened_at",
            "ALTER TABLE api_audit_log DROP COLUMN cause",
            "DELETE FROM \"flyway_schema_history\" WHERE \"version\" = '21'");

    private static void run(Database database, List<String> statements) {
        database.onConnection(connection -> {
            execute(connection, statements);
            return Boolean.TRUE;
        });
    }

    private static void execute(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void keeps_its_rows_and_their_hashes_and_goes_on(DatabaseKind kind) throws Exception {
        ChainSeal seal = seal();
        StorageSettings storage = kind.settings(folder);
        List<AuditRow> old = List.of(GivenRow.read(), GivenRow.read());
        try (Database database = DatabaseKind.open(storage)) {
            database.onConnection(connection -> new Chain(seal).append(connection, old));
            run(database, DOWNGRADE);
        }

        try (Database database = DatabaseKind.open(storage)) {
            AuditRow failed = GivenRow.because(GivenRow.read(), "timeout");
            database.onConnection(connection -> new Chain(seal).append(connection, List.of(failed)));

            assertThat(check(database, seal).isIntact()).isTrue();
            List<RowColumns.Stored> rows = database.onConnection(connection -> StoredRows.page(connection, 0, 9));
            assertThat(rows).extracting(RowColumns.Stored::row).containsExactly(old.get(0), old.get(1), failed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void takes_the_index_statements_of_the_guide_as_they_stand_there(DatabaseKind kind) {
        try (Database database = kind.open(folder)) {
            assertThatCode(() -> run(database, INDEXES_OF_THE_GUIDE)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SET cause = 'internal' WHERE entry_number = 4", "SET cause = NULL WHERE entry_number = 6"})
    void shows_a_cause_that_was_added_or_taken_away(String change) throws Exception {
        ChainSeal seal = seal();
        try (Database database = DatabaseKind.EMBEDDED.open(folder)) {
            append(database, seal, 9);

            tamper(database, "UPDATE api_audit_log " + change);

            String row = change.replaceAll(".*= ", "");
            assertThat(check(database, seal).firstBreak().orElseThrow()).contains("row " + row + " was altered");
        }
    }
}
