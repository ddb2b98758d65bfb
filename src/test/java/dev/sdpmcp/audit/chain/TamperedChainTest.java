package dev.sdpmcp.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.audit.chain.ChainCheck.ChainReport;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseKind;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Detection of altered, removed, inserted and moved rows. */
@Tag("component")
class TamperedChainTest extends ChainFixture {

    private void assertBroken(DatabaseKind kind, String sentence, String... statements) throws IOException {
        ChainSeal seal = seal();
        try (Database database = kind.open(folder)) {
            append(database, seal, 9);
            assertThat(check(database, seal).isIntact()).isTrue();

            tamper(database, statements);
            ChainReport report = check(database, seal);
            assertThat(report.isIntact()).isFalse();
            assertThat(report.firstBreak().orElseThrow()).contains(sentence);
            assertThat(report.lines()).anySatisfy(line -> assertThat(line).startsWith("BROKEN"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shows_an_altered_row(DatabaseKind kind) throws IOException {
        assertBroken(kind, "row 4 was altered", "UPDATE api_audit_log SET key_name = 'bob' WHERE entry_number = 4");
    }

    @ParameterizedTest
    @EnumSource
    void shows_an_altered_time(DatabaseKind kind) throws IOException {
        assertBroken(
                kind,
                "row 9 was altered",
                "UPDATE api_audit_log SET timestamp = timestamp - INTERVAL '1' SECOND WHERE entry_number = 9");
    }

    @ParameterizedTest
    @EnumSource
    void shows_text_that_moved_to_the_next_column(DatabaseKind kind) throws IOException {
        assertBroken(
                kind,
                "row 2 was altered",
                "UPDATE api_audit_log SET client_name = '', client_version = 'client' WHERE entry_number = 2");
    }

    @ParameterizedTest
    @EnumSource
    void shows_a_removed_row(DatabaseKind kind) throws IOException {
        assertBroken(kind, "row 5 is missing", "DELETE FROM api_audit_log WHERE entry_number = 5");
    }

    @ParameterizedTest
    @EnumSource
    void shows_rows_removed_at_the_beginning(DatabaseKind kind) throws IOException {
        assertBroken(kind, "row 1 is missing, and those up to 3", "DELETE FROM api_audit_log WHERE entry_number < 4");
    }

    @ParameterizedTest
    @EnumSource
    void shows_rows_removed_at_the_end(DatabaseKind kind) throws IOException {
        assertBroken(kind, "rows 8 to 9 are missing", "DELETE FROM api_audit_log WHERE entry_number > 7");
    }

    @ParameterizedTest
    @EnumSource
    void shows_exchanged_rows(DatabaseKind kind) throws IOException {
        assertBroken(
                kind,
                "row 3 was altered",
                "UPDATE api_audit_log SET entry_number = 103 WHERE entry_number = 3",
                "UPDATE api_audit_log SET entry_number = 3 WHERE entry_number = 4",
                "UPDATE api_audit_log SET entry_number = 4 WHERE entry_number = 103");
    }

    @ParameterizedTest
    @EnumSource
    void shows_a_row_inserted_after_the_end(DatabaseKind kind) throws IOException {
        assertBroken(
                kind,
                "row 99 was put in behind the end",
                "UPDATE api_audit_log SET row_kind = 'CALL' WHERE entry_number = 9",
                "INSERT INTO api_audit_log SELECT 99, 'x', row_kind, timestamp, server_id, key_name, session_handle,"
                        + " client_address, client_name, client_version, request_id, rpc_method, tool_name, entity_type,"
                        + " entity_id, display_id, target_ids, call_arguments, upstream_calls, outcome, cause,"
                        + " took_micros, previous_hash, row_hash FROM api_audit_log WHERE entry_number = 9");
    }

    @ParameterizedTest
    @EnumSource
    void shows_a_chain_that_was_rewritten_without_the_key(DatabaseKind kind) throws IOException {
        ChainSeal seal = seal();
        try (Database database = kind.open(folder)) {
            append(database, seal, 3);
            ChainState state = database.onConnection(ChainState::look);
            append(database, seal, 3);

            // rows and ends are consistent, without a valid seal
            tamper(
                    database,
                    "DELETE FROM api_audit_log WHERE entry_number > 3",
                    "UPDATE api_audit_chain SET head_number = 3, head_hash = '"
                            + state.head().hash() + "'");

            assertThat(check(database, seal).firstBreak().orElseThrow()).contains("the chain's ends was changed");
        }
    }

    @ParameterizedTest
    @EnumSource
    void records_a_forged_end_and_continues(DatabaseKind kind) throws IOException {
        ChainSeal seal = seal();
        try (Database database = kind.open(folder)) {
            append(database, seal, 3);
            tamper(database, "UPDATE api_audit_chain SET seal = 'forged'");

            append(database, seal, 3);
            ChainReport report = check(database, seal);
            assertThat(report.sealed()).isTrue();
            assertThat(report.firstBreak().orElseThrow())
                    .contains("row 4 says that the trail was not as the program had left it");
        }
    }

    @ParameterizedTest
    @EnumSource
    void shows_rows_that_were_deleted_with_a_forged_anchor(DatabaseKind kind) throws IOException {
        ChainSeal seal = seal();
        try (Database database = kind.open(folder)) {
            append(database, seal, 9);
            ChainState state = database.onConnection(ChainState::look);
            tamper(
                    database,
                    "UPDATE api_audit_chain SET anchor_number = 4, anchor_hash ="
                            + " (SELECT row_hash FROM api_audit_log WHERE entry_number = 4)",
                    "DELETE FROM api_audit_log WHERE entry_number < 5");

            assertThat(state.anchor().number()).isZero();
            assertThat(check(database, seal).isIntact()).isFalse();
            assertThat(new Retention(new Chain(seal)).deleteBefore(database, Instant.now()))
                    .isZero();
        }
    }
}
