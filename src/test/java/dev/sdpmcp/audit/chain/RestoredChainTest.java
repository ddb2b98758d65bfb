package dev.sdpmcp.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.GivenRow;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Detection of a chain that was restored from an older state, with its valid seal, or emptied. */
@Tag("component")
class RestoredChainTest extends ChainFixture {

    private static final String[] EMPTIED = {
        "DELETE FROM api_audit_log",
        "UPDATE api_audit_chain SET head_number = 0, head_hash = '" + RowColumns.NO_HASH + "', anchor_number = 0,"
                + " anchor_hash = '" + RowColumns.NO_HASH + "', seal_key = 'none', seal = 'none'"
    };

    private Server server(String home, Database database) throws IOException {
        return Server.at(folder.resolve(home), seal(), database, Instant::now);
    }

    private static void putBack(Database database, ChainState state) {
        tamper(
                database,
                "DELETE FROM api_audit_log WHERE entry_number > " + state.head().number(),
                "UPDATE api_audit_chain SET head_number = " + state.head().number() + ", head_hash = '"
                        + state.head().hash() + "', seal = '" + state.seal() + "'");
    }

    private static long remarks(Database database) {
        return database.onConnection(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet result =
                            statement.executeQuery("SELECT COUNT(*) FROM api_audit_log WHERE row_kind = 'BREAK'")) {
                result.next();
                return result.getLong(1);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void is_detected_by_a_server_that_continues_it(DatabaseKind kind) throws IOException {
        try (Database database = kind.open(folder)) {
            Server server = server("home", database);
            server.adds(3);
            ChainState then = database.onConnection(ChainState::look);
            server.adds(3);
            putBack(database, then);
            assertThat(check(database, seal()).isIntact()).isTrue();

            server.adds(1);
            server.adds(1);

            assertThat(check(database, seal()).firstBreak().orElseThrow())
                    .contains("row 4 is missing, and those up to 6", "row 7 says that the trail was not as");
            assertThat(remarks(database)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void is_detected_by_the_check_and_recorded_at_the_next_start(DatabaseKind kind) throws IOException {
        try (Database database = kind.open(folder)) {
            Server server = server("home", database);
            server.adds(3);
            ChainState then = database.onConnection(ChainState::look);
            server.adds(3);
            server.mark().save();
            assertThat(server.breakOf()).isEqualTo("whole");
            putBack(database, then);

            assertThat(server.breakOf()).contains("ends with row 3", "has seen row 6", ChainHeadMark.FILE);
            Server next = server("home", database);
            next.chain().look(database);
            next.adds(9);
            next.mark().save();
            assertThat(check(database, seal()).firstBreak().orElseThrow()).contains("row 7 says");
        }
    }

    @ParameterizedTest
    @EnumSource
    void is_reported_with_a_reason_when_no_row_was_checked(DatabaseKind kind) throws IOException {
        try (Database database = kind.open(folder)) {
            Server server = server("home", database);
            server.adds(3);
            ChainState then = database.onConnection(ChainState::look);
            server.adds(3);
            server.mark().save();
            putBack(database, then);
            tamper(database, "DELETE FROM api_audit_log");

            assertThat(server.check().lines())
                    .anyMatch(line -> line.contains("0 rows checked"))
                    .anyMatch(line -> line.contains("by its record of the ends it ends with row 3"))
                    .anyMatch(line -> line.contains("rows 1 to 3 are missing at the end"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_emptied_trail_is_detected(DatabaseKind kind) throws IOException {
        try (Database database = kind.open(folder)) {
            Server server = server("home", database);
            server.adds(3);
            server.mark().save();
            tamper(database, EMPTIED);
            assertThat(check(database, seal()).isIntact()).isTrue();

            assertThat(server.breakOf()).contains("ends with row 0", "has seen row 3");
            server("home", database).chain().look(database);
            assertThat(check(database, seal()).firstBreak().orElseThrow()).contains("row 4 says");
        }
    }

    @ParameterizedTest
    @EnumSource
    void is_detected_after_another_server_continued_it(DatabaseKind kind) throws IOException {
        try (Database database = kind.open(folder)) {
            Server one = server("one", database);
            Server two = server("two", database);
            one.adds(3);
            ChainState then = database.onConnection(ChainState::look);
            two.chain().look(database);
            one.adds(3);
            one.mark().save();
            putBack(database, then);
            two.adds(9);
            two.mark().save();
            assertThat(two.breakOf()).isEqualTo("whole");

            assertThat(one.breakOf()).contains("row 6 is not the one");
            one.adds(1);
            assertThat(two.breakOf()).contains("row 13 says");
        }
    }

    @ParameterizedTest
    @EnumSource
    void is_distinguished_from_a_chain_that_others_and_retention_continued(DatabaseKind kind) throws IOException {
        try (Database database = kind.open(folder)) {
            Server one = server("one", database);
            Server two = server("two", database);
            Instant now = Instant.now();
            Retention retention = new Retention(new Chain(seal()));
            List<AuditRow> old = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                old.add(GivenRow.readAt(now.minus(Duration.ofDays(40 - i))));
            }
            one.chain().append(database, old.subList(0, 4));
            one.mark().save();
            two.chain().append(database, old.subList(4, 6));
            two.adds(3);
            for (int days : List.of(37, 36, 30)) {
                Instant limit = now.minus(Duration.ofDays(days)).plusSeconds(60);
                retention.deleteBefore(database, limit);
                assertThat(one.breakOf()).isEqualTo("whole");
                server("one", database).chain().look(database);
            }
            one.adds(1);
            assertThat(one.check().rows()).isEqualTo(4);
            assertThat(two.breakOf()).isEqualTo("whole");
        }
    }

    @Test
    void is_intact_if_the_folder_was_restored_too_or_has_no_mark() throws IOException {
        try (Database database = DatabaseKind.EMBEDDED.open(folder)) {
            Server server = server("home", database);
            server.adds(3);
            server.mark().save();
            ChainState then = database.onConnection(ChainState::look);
            Path mark = folder.resolve("home").resolve(ChainHeadMark.FILE);
            byte[] backup = Files.readAllBytes(mark);
            server.adds(3);
            server.mark().save();
            putBack(database, then);
            assertThat(server.breakOf()).contains("has seen row 6");

            Files.delete(mark);
            assertThat(server.breakOf()).isEqualTo("whole");
            Files.write(mark, backup);
            assertThat(server.breakOf()).isEqualTo("whole");
            Server next = server("home", database);
            next.adds(1);
            assertThat(next.breakOf()).isEqualTo("whole");
        }
    }

    @Test
    void saves_the_mark_sealed_and_one_round_late() throws IOException {
        try (Database database = DatabaseKind.EMBEDDED.open(folder)) {
            Server server = server("home", database);
            server.adds(1);
            server.mark().savePreviousRound();
            assertThat(server.kept().isNothing()).isTrue();
            server.adds(1);
            server.mark().savePreviousRound();
            assertThat(server.kept().head().number()).isEqualTo(1);

            Path mark = folder.resolve("home").resolve(ChainHeadMark.FILE);
            Files.writeString(mark, Files.readString(mark).replace("\"number\":1,", "\"number\":2,"));
            assertThatThrownBy(server::check).isInstanceOf(IOException.class).hasMessageContaining("move it away");
            Files.writeString(mark, "");
            assertThat(server.kept().isNothing()).isTrue();
        }
    }

    @Test
    void uses_a_mark_that_was_sealed_with_a_former_key() throws IOException {
        ChainSeal rotated = sealWith(NEW_KEY, generatedKey());
        try (Database database = DatabaseKind.EMBEDDED.open(folder)) {
            Server server = server("home", database);
            server.adds(3);
            server.mark().save();

            Server next = Server.at(folder.resolve("home"), rotated, database, Instant::now);
            next.chain().look(database);
            next.mark().save();
            assertThat(next.breakOf()).isEqualTo("whole");
            assertThat(next.check().newKeys()).hasSize(1);

            tamper(database, EMPTIED);
            assertThat(next.breakOf()).contains("has seen row 4");
        }
    }
}
