package dev.sdpmcp.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.GivenRow;
import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.StorageSettings;
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
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A chain that somebody put back to what it was, with the seal of that time, or emptied. */
class PutBackChainTest extends ChainFixture {

    private static final String[] EMPTIED = {
        "DELETE FROM api_audit_log",
        "UPDATE api_audit_chain SET head_number = 0, head_hash = '" + RowHash.NONE + "', anchor_number = 0,"
                + " anchor_hash = '" + RowHash.NONE + "', seal_key = 'none', seal = 'none'"
    };

    /** A server that uses a data folder, from its start. */
    private record Server(Database database, ChainSeal seal, HighWater highWater, Chain chain, SeenEndFile file) {

        static Server at(Path home, ChainSeal seal, Database database) throws IOException {
            Files.createDirectories(home);
            SeenEndFile file = new SeenEndFile(home, seal);
            HighWater highWater = HighWater.in(file);
            return new Server(database, seal, highWater, new Chain(seal, highWater), file);
        }

        void adds(int rows) {
            List<AuditRow> all = new ArrayList<>();
            for (int i = 0; i < rows; i++) {
                all.add(GivenRow.read());
            }
            chain.append(database, all);
        }

        ChainReport check() throws IOException {
            return ChainCheck.of(database, seal, file).run();
        }

        String breakOf() throws IOException {
            return check().firstBreak().orElse("whole");
        }
    }

    private Server server(String home, Database database) throws IOException {
        return Server.at(folder.resolve(home), seal(), database);
    }

    private static void putBack(Database database, ChainState state) {
        tamper(
                database,
                "DELETE FROM api_audit_log WHERE entry_number > " + state.headNumber(),
                "UPDATE api_audit_chain SET head_number = " + state.headNumber() + ", head_hash = '" + state.headHash()
                        + "', seal = '" + state.seal() + "'");
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
                    .contains("row 3 was not as the program had left it");
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
            server.highWater().keep();
            assertThat(server.breakOf()).isEqualTo("whole");
            putBack(database, then);

            assertThat(server.breakOf()).contains("ends with row 3", "has seen row 6", SeenEndFile.NAME);
            Server next = server("home", database);
            next.chain().look(database);
            next.adds(9);
            next.highWater().keep();
            assertThat(check(database, seal()).firstBreak().orElseThrow()).contains("row 3 was not as");
        }
    }

    @ParameterizedTest
    @EnumSource
    void shows_a_trail_that_was_emptied(DatabaseKind kind) throws IOException {
        try (Database database = kind.open(folder)) {
            Server server = server("home", database);
            server.adds(3);
            server.highWater().keep();
            tamper(database, EMPTIED);
            assertThat(check(database, seal()).isIntact()).isTrue();

            assertThat(server.breakOf()).contains("ends with row 0", "has seen row 3");
            server("home", database).chain().look(database);
            assertThat(check(database, seal()).firstBreak().orElseThrow()).contains("row 0 was not as");
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
            one.highWater().keep();
            putBack(database, then);
            two.adds(9);
            two.highWater().keep();
            assertThat(two.breakOf()).isEqualTo("whole");

            assertThat(one.breakOf()).contains("row 6 is not the one");
            one.adds(1);
            assertThat(two.breakOf()).contains("row 12 was not as");
        }
    }

    @ParameterizedTest
    @EnumSource
    void is_not_taken_for_one_that_others_and_retention_went_on_with(DatabaseKind kind) throws IOException {
        try (Database database = kind.open(folder)) {
            Server one = server("one", database);
            Server two = server("two", database);
            Instant now = Instant.now();
            Retention retention = new Retention(seal());
            List<AuditRow> old = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                old.add(GivenRow.readAt(now.minus(Duration.ofDays(40 - i))));
            }
            one.chain().append(database, old.subList(0, 4));
            one.highWater().keep();
            two.chain().append(database, old.subList(4, 6));
            two.adds(3);
            for (int days : List.of(37, 36, 30)) {
                Instant limit = now.minus(Duration.ofDays(days)).plusSeconds(60);
                database.onConnection(c -> retention.deleteBefore(c, limit));
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
            server.highWater().keep();
            ChainState then = database.onConnection(ChainState::look);
            Path mark = folder.resolve("home").resolve(SeenEndFile.NAME);
            byte[] backup = Files.readAllBytes(mark);
            server.adds(3);
            server.highWater().keep();
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
    void keeps_what_it_has_seen_sealed_and_a_round_late_if_told_so() throws IOException {
        try (Database database = DatabaseKind.EMBEDDED.open(folder)) {
            Server server = server("home", database);
            server.adds(1);
            server.highWater().keepLastRound();
            assertThat(server.file().read()).isEmpty();
            server.adds(1);
            server.highWater().keepLastRound();
            assertThat(server.file().read().orElseThrow().number()).isEqualTo(1);

            Path mark = folder.resolve("home").resolve(SeenEndFile.NAME);
            Files.writeString(mark, Files.readString(mark).replace("mark-1 1 ", "mark-1 2 "));
            assertThatThrownBy(server::check).isInstanceOf(IOException.class).hasMessageContaining("move it away");
            Files.writeString(mark, "");
            assertThat(server.file().read()).isEmpty();
        }
    }

    @Test
    void counts_what_was_seen_before_the_key_was_changed() throws IOException {
        StorageSettings with = DatabaseKind.EMBEDDED.settings(folder);
        ChainSeal rotated = ChainSeal.of(new StorageSettings(
                with.dataDirectory(),
                Optional.empty(),
                5,
                Optional.of(new Secret(Base64.getEncoder().encodeToString(new byte[32]))),
                List.of(),
                true));
        try (Database database = DatabaseKind.EMBEDDED.open(folder)) {
            Server server = server("home", database);
            server.adds(3);
            server.highWater().keep();

            Server next = Server.at(folder.resolve("home"), rotated, database);
            next.chain().look(database);
            next.highWater().keep();
            assertThat(next.breakOf()).isEqualTo("whole");
            assertThat(next.check().newKeys()).hasSize(1);

            tamper(database, EMPTIED);
            assertThat(next.breakOf()).contains("has seen row 4");
        }
    }
}
