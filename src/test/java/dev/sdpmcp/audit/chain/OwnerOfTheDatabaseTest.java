package dev.sdpmcp.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tampering by an owner of the database who has neither the key nor the data folder. After any change of the tables of
 * the trail the check reports a break: at once, after a running server has written and deleted rows, and after a server
 * that was started later has done so.
 *
 * <p>All columns of {@code api_audit_log} and {@code api_audit_chain} are covered. The table {@code lease} is no
 * evidence: it decides only whether a change without an outcome is marked unknown, see {@code ForgedLeaseTest}. Updates
 * that change no row and statements that the database refuses are skipped.
 */
@Tag("component")
class OwnerOfTheDatabaseTest extends ChainFixture {

    private static final List<String> TABLES_OF_EVIDENCE = List.of("api_audit_log", "api_audit_chain");
    private static final Set<String> ALL_COLUMNS = Stream.of(
                    RowColumns.NAMES.stream().map("api_audit_log."::concat),
                    Stream.of("entry_number", "previous_hash", "row_hash").map("api_audit_log."::concat),
                    Stream.of(
                                    "chain_name",
                                    "head_number",
                                    "head_hash",
                                    "anchor_number",
                                    "anchor_hash",
                                    "seal_key",
                                    "seal")
                            .map("api_audit_chain."::concat))
            .flatMap(names -> names)
            .collect(Collectors.toSet());
    private static final Duration KEPT = Duration.ofDays(30);
    private static final String NOBODYS_SEAL = "', seal_key = 'ffffffffffff', seal = '" + "0".repeat(64) + "'";

    private final Instant now = Instant.now();

    /** Rows 1 to 3 were deleted by retention, 4 to 6 are due, 7 to 10 are young. */
    private void makeTrail(Database database) throws IOException {
        Instant[] clock = {now.minus(Duration.ofDays(40))};
        Server server = Server.at(folder.resolve("base"), seal(), database, () -> clock[0]);
        server.chain().look(database);
        server.addsAt(3, clock[0]);
        snapshot(database, "first");
        clock[0] = now.minus(Duration.ofDays(31));
        server.addsAt(3, clock[0]);
        snapshot(database, "second");
        clock[0] = now.minus(Duration.ofDays(1));
        server.addsAt(2, clock[0]);
        clock[0] = now;
        server.addsAt(2, now);
        snapshot(database, "third");
        assertThat(server.retention().deleteBefore(database, now.minus(Duration.ofDays(35))))
                .isEqualTo(3);
        server.mark().save();
        snapshot(database, "base");
        assertThat(server.breakOf()).isEqualTo("whole");
    }

    private static void snapshot(Database database, String name) {
        for (String table : List.of("log", "chain")) {
            execute(database, "CREATE TABLE " + name + "_" + table + " AS SELECT * FROM api_audit_" + table);
        }
    }

    private static void execute(Database database, String sql) {
        database.onConnection(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    private void reset(Database database, Path home) throws IOException {
        for (String table : List.of("log", "chain")) {
            execute(database, "DELETE FROM api_audit_" + table);
            execute(database, "INSERT INTO api_audit_" + table + " SELECT * FROM base_" + table);
        }
        Files.createDirectories(home);
        Files.copy(
                folder.resolve("base").resolve(ChainHeadMark.FILE),
                home.resolve(ChainHeadMark.FILE),
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<Tampering> generated(Connection connection) throws SQLException {
        List<Tampering> all = new ArrayList<>(Tampering.ofRows());
        for (String table : TABLES_OF_EVIDENCE) {
            all.addAll(Tampering.ofColumns(connection, table));
        }
        all.add(Tampering.of("DELETE FROM api_audit_chain"));
        all.add(Tampering.of("INSERT INTO api_audit_chain SELECT 'mine', head_number, head_hash, anchor_number,"
                + " anchor_hash, seal_key, seal FROM api_audit_chain"));
        all.add(Tampering.of("DELETE FROM api_audit_log", "DELETE FROM api_audit_chain"));
        all.add(Tampering.of(
                "DELETE FROM api_audit_log",
                "DELETE FROM api_audit_chain",
                "INSERT INTO api_audit_chain VALUES ('calls', 0, '" + RowColumns.NO_HASH + "', 0, '"
                        + RowColumns.NO_HASH + "', 'none', 'none')"));
        for (String then : List.of("first", "second", "third")) {
            all.addAll(Tampering.rewinds(then));
        }
        all.addAll(forgeries());
        return all;
    }

    private static List<Tampering> forgeries() {
        String head = "UPDATE api_audit_chain SET head_hash = 'HEAD'";
        List<Tampering> all = new ArrayList<>();
        for (long from : new long[] {4, 5, 8, 10}) {
            all.add(Tampering.replaced("another key name", from, row -> with(row, "key_name", "bob")));
            all.add(Tampering.replaced("another key name, ends", from, row -> with(row, "key_name", "bob"), head));
            all.add(Tampering.replaced("old times", from, row -> with(row, "timestamp", "1577836800000000")));
            all.add(Tampering.replaced(
                    "old times, ends", from, row -> with(row, "timestamp", "1577836800000000"), head));
            all.add(Tampering.replaced(
                    "ends of a key of nobody",
                    from,
                    row -> with(row, "tool_name", "get_request"),
                    "UPDATE api_audit_chain SET head_hash = 'HEAD" + NOBODYS_SEAL));
        }
        for (long anchor : new long[] {4, 6, 9, 10, 1_000, Long.MAX_VALUE}) {
            String ends =
                    "UPDATE api_audit_chain SET head_number = " + Math.max(10, anchor) + ", anchor_number = " + anchor;
            String cut = "DELETE FROM api_audit_log WHERE entry_number <= " + anchor;
            all.add(Tampering.of(
                    cut,
                    ends + ", head_hash = '" + "a".repeat(64) + "', anchor_hash = '" + "a".repeat(64) + NOBODYS_SEAL));
            all.add(Tampering.of(
                    "UPDATE api_audit_chain SET anchor_number = " + anchor
                            + ", anchor_hash = COALESCE((SELECT row_hash FROM" + " api_audit_log WHERE entry_number = "
                            + anchor + "), 'none')",
                    cut));
        }
        return all;
    }

    private static String[] with(String[] row, String column, String value) {
        row[RowColumns.NAMES.indexOf(column)] = value;
        return row;
    }

    @ParameterizedTest
    @EnumSource
    void every_change_of_the_tables_is_detected(DatabaseKind kind) throws Exception {
        List<String> wrong = new ArrayList<>();
        int made = 0;
        try (Database database = kind.open(folder)) {
            makeTrail(database);
            assertThat(columns(database)).isEqualTo(ALL_COLUMNS);
            List<Tampering> all = database.onConnection(OwnerOfTheDatabaseTest::generated);
            for (Tampering each : all) {
                for (boolean running : List.of(true, false)) {
                    Path home = folder.resolve("home");
                    reset(database, home);
                    Server server = server(database, home);
                    server.chain().look(database);
                    if (changes(database, each)) {
                        made++;
                        String place = running ? "a server that runs: " : "a server that starts later: ";
                        wrong.addAll(outcomes(database, running ? server : server(database, home)).stream()
                                .map(what -> place + what + " after " + each.name())
                                .toList());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(made).isGreaterThan(500);
    }

    private Server server(Database database, Path home) throws IOException {
        return Server.at(home, seal(), database, Instant::now);
    }

    private static Set<String> columns(Database database) {
        return database.onConnection(connection -> {
            Set<String> columns = new TreeSet<>();
            try (ResultSet result = connection.getMetaData().getColumns(null, null, null, null)) {
                while (result.next()) {
                    String name = result.getString("TABLE_NAME") + "." + result.getString("COLUMN_NAME");
                    if (name.toLowerCase(Locale.ROOT).startsWith("api_audit")) {
                        columns.add(name.toLowerCase(Locale.ROOT));
                    }
                }
            }
            return columns;
        });
    }

    private static boolean changes(Database database, Tampering tampering) {
        try {
            return database.<Boolean>onConnection(tampering.work()::on);
        } catch (IllegalStateException refusedByTheDatabase) {
            return false;
        }
    }

    /** The failure of the program. */
    private List<String> outcomes(Database database, Server server) throws IOException {
        List<String> wrong = new ArrayList<>();
        if (server.check().isIntact()) {
            wrong.add("whole at once");
        }
        Set<String> young = young(database);
        goOn(server);
        goOn(server);
        if (server.check().isIntact()) {
            wrong.add("whole when it went on");
        }
        long breaks = breaks(database);
        goOn(server);
        Server next = server(database, server.home());
        goOn(next);
        goOn(next);
        if (next.check().isIntact()) {
            wrong.add("whole after a restart");
        }
        if (breaks(database) > breaks || breaks > 2) {
            wrong.add(breaks + " and then " + breaks(database) + " rows of a break");
        }
        if (!young(database).containsAll(young)) {
            wrong.add("young rows deleted");
        }
        return wrong;
    }

    private void goOn(Server server) {
        server.chain().look(server.database());
        server.retention().deleteBefore(server.database(), now.minus(KEPT));
        server.adds(1);
        server.retention().deleteBefore(server.database(), now.minus(KEPT));
        server.mark().save();
    }

    private static Set<String> young(Database database) {
        return texts(
                database,
                "SELECT call_id FROM base_log WHERE entry_number > 6 AND call_id IN"
                        + " (SELECT call_id FROM api_audit_log)");
    }

    private static long breaks(Database database) {
        return texts(
                        database,
                        "SELECT call_id FROM api_audit_log WHERE row_kind = 'BREAK' AND entry_number > 10"
                                + " AND server_id = ''")
                .size();
    }

    private static Set<String> texts(Database database, String query) {
        return database.onConnection(connection -> {
            Set<String> texts = new HashSet<>();
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(query)) {
                while (result.next()) {
                    texts.add(result.getString(1));
                }
            }
            return texts;
        });
    }
}
