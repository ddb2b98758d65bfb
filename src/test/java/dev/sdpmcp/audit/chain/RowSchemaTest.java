package dev.sdpmcp.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.GivenRow;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseKind;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns of the trail in the schema, and indexes that operators may add. */
@Tag("component")
class RowSchemaTest extends ChainFixture {

    /** From the operators' guide. */
    private static final List<String> INDEXES_OF_THE_GUIDE = List.of(
            "CREATE INDEX idx_oauth_tokens_client_id ON oauth_tokens(client_id);",
            "CREATE INDEX idx_api_audit_log_timestamp ON api_audit_log(timestamp);");

    @ParameterizedTest
    @EnumSource
    void returns_rows_as_they_were_written(DatabaseKind kind) throws Exception {
        ChainSeal seal = seal();
        try (Database database = kind.open(folder)) {
            List<AuditRow> written = List.of(GivenRow.read(), GivenRow.because(GivenRow.read(), "timeout"));
            new Chain(seal).append(database, written);

            assertThat(check(database, seal).isIntact()).isTrue();
            List<RowColumns.Stored> rows = database.onConnection(connection -> StoredRows.page(connection, 0, 9));
            assertThat(rows).extracting(RowColumns.Stored::row).isEqualTo(written);
        }
    }

    @ParameterizedTest
    @EnumSource
    void accepts_the_index_statements_of_the_guide(DatabaseKind kind) {
        try (Database database = kind.open(folder)) {
            assertThatCode(() -> database.onConnection(connection -> {
                        try (Statement statement = connection.createStatement()) {
                            for (String each : INDEXES_OF_THE_GUIDE) {
                                statement.execute(each);
                            }
                        }
                        return Boolean.TRUE;
                    }))
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SET cause = 'internal' WHERE entry_number = 4", "SET cause = NULL WHERE entry_number = 6"})
    void shows_a_cause_that_was_added_or_removed(String change) throws Exception {
        ChainSeal seal = seal();
        try (Database database = DatabaseKind.EMBEDDED.open(folder)) {
            append(database, seal, 9);

            tamper(database, "UPDATE api_audit_log " + change);

            String row = change.replaceAll(".*= ", "");
            assertThat(check(database, seal).firstBreak().orElseThrow()).contains("row " + row + " was altered");
        }
    }
}
