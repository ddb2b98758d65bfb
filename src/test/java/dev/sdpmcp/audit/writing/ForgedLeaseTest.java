package dev.sdpmcp.audit.writing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.AuditRow.CallOutcome;
import dev.sdpmcp.audit.row.GivenRow;
import dev.sdpmcp.config.AuditSettings.Mode;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.persistence.DatabaseKind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Forged leases and intents: no false row is sealed because of them. */
@Tag("component")
class ForgedLeaseTest {

    private static final String COPY =
            "server_id, key_name, session_handle, client_address, client_name, client_version,"
                    + " request_id, rpc_method, tool_name, entity_type, entity_id, display_id, target_ids, call_arguments, upstream_calls,"
                    + " outcome, took_micros, previous_hash, row_hash";

    @TempDir
    Path folder;

    private GivenTrail given(DatabaseKind kind) {
        return GivenTrail.begin(kind.settings(folder), Mode.STRICT);
    }

    /** The table lists the running servers; forged entries must not change a row of the trail. */
    @ParameterizedTest
    @EnumSource
    void forged_leases_neither_lose_nor_change_a_row(DatabaseKind kind) throws Exception {
        try (GivenTrail given = given(kind)) {
            AuditRow open = given.intent();
            given.trail().require(open);
            given.trail().add(GivenRow.read());
            given.awaitRows("row_kind = 'CALL'", 1);
            given.update("CREATE TABLE before_log AS SELECT * FROM api_audit_log");
            for (String statement : List.of(
                    "UPDATE lease SET lease_name = 'x'",
                    "UPDATE lease SET lease_kind = 'x'",
                    "UPDATE lease SET holder = 'x'",
                    "UPDATE lease SET holder = ''",
                    "UPDATE lease SET expires_at = TIMESTAMP WITH TIME ZONE '2020-01-01 00:00:00+00'",
                    "UPDATE lease SET expires_at = TIMESTAMP WITH TIME ZONE '2099-01-01 00:00:00+00'",
                    "UPDATE lease SET progress = -5",
                    "UPDATE lease SET progress = 9223372036854775807",
                    "DELETE FROM lease",
                    "INSERT INTO lease VALUES ('server', 'dead', 'x', CURRENT_TIMESTAMP,"
                            + " TIMESTAMP WITH TIME ZONE '2020-01-01 00:00:00+00', -9)")) {
                given.update(statement);
                given.another(given.storageIn(folder.resolve("two")), Mode.STRICT)
                        .close();
                assertThat(given.count("EXISTS (SELECT 1 FROM before_log b WHERE b.entry_number ="
                                + " api_audit_log.entry_number AND b.row_hash = api_audit_log.row_hash)"))
                        .as(statement)
                        .isEqualTo(2);
                given.intact();
            }
        }
    }

    /** An inserted intent of an invented server: marking it would seal a false row. */
    @ParameterizedTest
    @EnumSource
    void an_inserted_intent_is_not_marked(DatabaseKind kind) throws Exception {
        for (long number : new long[] {-3, 0}) {
            Path home = folder.resolve("at" + number);
            try (GivenTrail given = GivenTrail.begin(kind.settings(home), Mode.STRICT)) {
                given.trail().add(GivenRow.read());
                given.awaitRows("row_kind = 'CALL'", 1);
                given.update(
                        "INSERT INTO api_audit_log (entry_number, call_id, row_kind, timestamp, " + COPY + ") SELECT "
                                + number + ", 'forged', 'INTENT', timestamp, " + COPY.replace("server_id", "'dead'")
                                + " FROM api_audit_log WHERE row_kind = 'CALL'");
                given.update("INSERT INTO lease VALUES ('server', 'dead', 'x', CURRENT_TIMESTAMP,"
                        + " TIMESTAMP WITH TIME ZONE '2020-01-01 00:00:00+00', -99)");

                given.another(given.storageIn(home.resolve("two")), Mode.STRICT).close();

                assertThat(given.count("row_kind = 'UNKNOWN'")).isZero();
                assertThat(given.check().isIntact()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_intent_that_was_altered_is_not_marked(DatabaseKind kind) throws Exception {
        StorageSettings storage = kind.settings(folder);
        try (GivenTrail given = GivenTrail.begin(storage, Mode.STRICT)) {
            AuditRow open = given.intent();
            given.trail().require(open);
            given.trail().add(GivenRow.read());
            given.awaitRows("row_kind = 'CALL'", 1);
            given.update("UPDATE api_audit_log SET key_name = 'bob' WHERE row_kind = 'INTENT'");

            given.another(storage, Mode.STRICT).close();
            given.update("UPDATE api_audit_log SET key_name = 'ann' WHERE row_kind = 'INTENT'");

            assertThat(given.count("row_kind = 'UNKNOWN'")).isZero();
            assertThat(given.count("row_kind = 'BREAK'")).isEqualTo(1);
            assertThat(given.check().isIntact()).isFalse();
        }
    }

    /** The name of an outcome follows from its intent: an inserted row with that name must not replace the outcome. */
    @ParameterizedTest
    @EnumSource
    void an_outcome_is_recorded_if_another_row_has_its_name(DatabaseKind kind) throws Exception {
        try (GivenTrail given = given(kind)) {
            AuditRow open = given.intent();
            given.trail().require(open);
            given.awaitRows("row_kind = 'INTENT'", 1);
            given.update("INSERT INTO api_audit_log (entry_number, call_id, row_kind, timestamp, " + COPY
                    + ") SELECT -7, call_id, 'OUTCOME', timestamp, " + COPY
                    + " FROM api_audit_log WHERE row_kind = 'INTENT'");

            given.trail().add(GivenRow.outcome(open, CallOutcome.OK));

            given.awaitRows("row_kind = 'BREAK' AND outcome = 'OK' AND call_id = '" + open.callId() + "'", 1);
            given.trail().require(given.intent());
            given.update("DELETE FROM api_audit_log WHERE entry_number = -7");
            assertThat(given.check().isIntact()).isFalse();
            assertThat(given.fact("broken")).startsWith("row ");
        }
    }
}
