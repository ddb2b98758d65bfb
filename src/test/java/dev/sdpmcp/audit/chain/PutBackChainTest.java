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

/** A chain that somebody put back to what it was, with the seal of that time, or emptied. */
@Tag("component")
class PutBackChainTest extends ChainFixture {

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
    void shows_when_a_server_goes_on_with_it(DatabaseKind kind) throws IOException {
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
    void shows_while_no_server_runs_and_for_good_when_the_next_one_starts(DatabaseKind kind) throws IOException {
        try (Database database = kind.open(folder)) {
            Server server = server("home", database);
            server.adds(3);
            ChainState then = database.onConnection(ChainState::look);
            server.adds(3);
            server.mark().keep();
            assertThat(server.breakOf()).isEqualTo("whole");
            putBack(database, then);

            assertThat(server.breakOf()).contains("ends with row 3", "has seen row 6", ChainHeadMark.FILE);
            Server next = server("home", database);
            next.chain().look(database);
            next.adds(9);
            next.mark().keep();
            assertThat(check(database, seal()).firstBreak().orElseThrow()).contains("row 7 says");
        }
    }

    @ParameterizedTest
    @EnumSource
    void says_why_no_row_was_checked_although_the_record_names_one(DatabaseKind kind) throws IOException {
        try (Database database = kind.open(folder)) {
            Server server = server("home", database);
            server.adds(3);
            ChainState then = database.onConnection(ChainState::look);
            server.adds(3);
            server.mark().keep();
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
    void shows_a_trail_that_was_emptied(DatabaseKind kind) throws IOException {
        try (Database database = kind.open(folder)) {
            Server server = server("home", database);
            server.adds(3);
            server.mark().keep();
            tamper(database, EMPTIED);
            assertThat(check(database, seal()).isIntact()).isTrue();

            assertThat(server.breakOf()).contains("ends with row 0", "has seen row 3");
            server("home", database).chain().look(database);
            assertThat(check(database, seal()).firstBreak().orElseThrow()).contains("row 4 says");
        }
    }

    @ParameterizedTest
    @EnumSource
    void shows_although_a_server_that_had_not_seen_the_rows_went_on_with_it(DatabaseKind kind) throws IOException {
        try (Database database = kind.open(folder)) {
            Server one = server("one", database);
            Server two = server("two", database);
            one.adds(3);
            ChainState then = database.onConnection(ChainState::look);
            two.chain().look(database);
            one.adds(3);
            one.mark().keep();
            putBack(database, then);
            two.adds(9);
            two.mark().keep();
            assertThat(two.breakOf()).isEqualTo("whole");

            assertThat(one.breakOf()).contains("row 6 is not the one");
            one.adds(1);
            assertThat(two.breakOf()).contains("row 13 says");
        }
    }

    @ParameterizedTest
    @EnumSource
    void is_not_taken_for_one_that_others_and_retention_went_on_with(DatabaseKind kind) throws IOException {
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
            one.mark().keep();
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
    void is_whole_again_when_the_folder_was_put_back_with_it_or_forgets_what_it_has_seen() throws IOException {
        try (Database database = DatabaseKind.EMBEDDED.open(folder)) {
            Server server = server("home", database);
            server.adds(3);
            server.mark().keep();
            ChainState then = database.onConnection(ChainState::look);
            Path mark = folder.resolve("home").resolve(ChainHeadMark.FILE);
            byte[] backup = Files.readAllBytes(mark);
            server.adds(3);
            server.mark().keep();
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
    void keeps_what_it_has_seen_sealed_and_one_round_late() throws IOException {
        try (Database database = DatabaseKind.EMBEDDED.open(folder)) {
            Server server = server("home", database);
            server.adds(1);
            server.mark().keepLastRound();
            assertThat(server.kept().isNothing()).isTrue();
            server.adds(1);
            server.mark().keepLastRound();
            assertThat(server.kept().head().number()).isEqualTo(1);

            Path mark = folder.resolve("home").resolve(ChainHeadMark.FILE);
            Files.writeString(mark, Files.readString(mark).replace("\"number\":1,", "\"number\":2,"));
            assertThatThrownBy(server::check).isInstanceOf(IOException.class).hasMessageContaining("move it away");
            Files.writeString(mark, "");
            assertThat(server.kept().isNothing()).isTrue();
        }
    }

    @Test
    void counts_what_was_seen_before_the_key_was_changed() throws IOException {
        ChainSeal rotated = sealWith(NEW_KEY, generatedKey());
        try (Database database = DatabaseKind.EMBEDDED.open(folder)) {
            Server server = server("home", database);
            server.adds(3);
            server.mark().keep();

            Server next = Server.at(folder.resolve("home"), rotated, database, Instant::now);
            next.chain().look(database);
            next.mark().keep();
            assertThat(next.breakOf()).isEqualTo("whole");
            assertThat(next.check().newKeys()).hasSize(1);

            tamper(database, EMPTIED);
            assertThat(next.breakOf()).contains("has seen row 4");
        }
    }
}
