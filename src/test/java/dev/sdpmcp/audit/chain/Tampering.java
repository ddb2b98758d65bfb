package dev.sdpmcp.audit.chain;

import dev.sdpmcp.audit.chain.ChainState.ChainHead;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Change of the database by its owner, without the key and the data folder.
 *
 * @param name for the report of a test
 * @param work says whether anything was changed by it; a statement that the database refuses changes nothing
 */
record Tampering(String name, Work work) {

    @FunctionalInterface
    interface Work {
        boolean on(Connection connection) throws SQLException;
    }

    /** Rows of the trail in {@link OwnerOfTheDatabaseTest}: due for deletion, young, and the last; and all. */
    private static final List<String> WHERE =
            List.of(" WHERE entry_number = 4", " WHERE entry_number = 8", " WHERE entry_number = 10", " WHERE 1 = 1");

    private static final List<String> TEXTS = List.of("'x'", "''", "NULL", "'BREAK'");
    private static final List<String> NUMBERS = List.of("-5", "0", "3", "1000", "9223372036854775807", "NULL");
    private static final List<String> TIMES = List.of(
            "TIMESTAMP WITH TIME ZONE '2020-01-01 00:00:00+00'",
            "TIMESTAMP WITH TIME ZONE '2099-01-01 00:00:00+00'",
            "NULL");

    /** SQL statements, executed as one. */
    static Tampering of(String... statements) {
        return new Tampering(String.join("; ", statements), connection -> {
            int changed = 0;
            try (Statement statement = connection.createStatement()) {
                for (String each : statements) {
                    changed += statement.executeUpdate(each);
                }
            }
            return changed > 0;
        });
    }

    /** Every value for every column of a table. */
    static List<Tampering> ofColumns(Connection connection, String table) throws SQLException {
        List<Tampering> all = new ArrayList<>();
        boolean log = table.equals("api_audit_log");
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT column_name, data_type FROM information_schema.columns WHERE LOWER(table_name) = ?")) {
            statement.setString(1, table);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    String column = result.getString(1).toLowerCase(Locale.ROOT);
                    for (String value : values(result.getString(2).toLowerCase(Locale.ROOT))) {
                        for (String where : log ? WHERE : List.of(" WHERE 1 = 1")) {
                            all.add(of("UPDATE " + table + " SET " + column + " = " + value + where + " AND " + column
                                    + " IS DISTINCT FROM " + value));
                        }
                    }
                }
            }
        }
        return all;
    }

    private static List<String> values(String type) {
        if (type.contains("timestamp")) {
            return TIMES;
        }
        return type.contains("int") ? NUMBERS : TEXTS;
    }

    static List<Tampering> ofRows() {
        List<Tampering> all = new ArrayList<>();
        for (String where : WHERE) {
            all.add(of("DELETE FROM api_audit_log" + where));
        }
        for (int row = 4; row <= 10; row++) {
            all.add(of("DELETE FROM api_audit_log WHERE entry_number = " + row));
            all.add(of("DELETE FROM api_audit_log WHERE entry_number > " + row));
        }
        for (String column : List.of("key_name", "call_arguments", "client_name", "display_id")) {
            all.add(of(
                    "UPDATE api_audit_log SET " + column + " = 'other' WHERE entry_number = 8",
                    "UPDATE api_audit_log SET " + column + " = 'other' WHERE entry_number = 9"));
        }
        for (int[] pair : new int[][] {{4, 5}, {7, 8}, {4, 10}, {9, 10}}) {
            all.add(of(
                    "UPDATE api_audit_log SET entry_number = 5000 WHERE entry_number = " + pair[0],
                    "UPDATE api_audit_log SET entry_number = " + pair[0] + " WHERE entry_number = " + pair[1],
                    "UPDATE api_audit_log SET entry_number = " + pair[1] + " WHERE entry_number = 5000"));
        }
        for (long number : new long[] {Long.MIN_VALUE + 1, -5, 0, 1, 3, 11, 12, 500, 2_000_000_000L, Long.MAX_VALUE}) {
            all.add(new Tampering("insert a row " + number, connection -> {
                List<RowColumns.Stored> rows = StoredRows.page(connection, 9, 1);
                insert(
                        connection,
                        renamed(RowColumns.Stored.after(
                                new ChainHead(number - 1, rows.get(0).hash()),
                                rows.get(0).columns())));
                return true;
            }));
        }
        return all;
    }

    private static RowColumns.Stored renamed(RowColumns.Stored row) {
        String[] columns = row.columns().toArray(new String[0]);
        columns[0] = "another";
        return RowColumns.Stored.after(new ChainHead(row.number() - 1, row.previousHash()), Arrays.asList(columns));
    }

    private static void insert(Connection connection, RowColumns.Stored row) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(RowColumns.INSERT)) {
            RowColumns.bind(insert, row);
            insert.executeUpdate();
        }
    }

    /** Restores an earlier state with its valid seal: of the ends alone, and together with rows. */
    static List<Tampering> rewinds(String then) {
        String chain = "INSERT INTO api_audit_chain SELECT * FROM " + then + "_chain";
        return List.of(
                of("DELETE FROM api_audit_chain", chain),
                of(
                        "DELETE FROM api_audit_log WHERE entry_number > (SELECT head_number FROM " + then + "_chain)",
                        "DELETE FROM api_audit_chain",
                        chain),
                of(
                        "DELETE FROM api_audit_log",
                        "INSERT INTO api_audit_log SELECT * FROM " + then + "_log",
                        "DELETE FROM api_audit_chain",
                        chain),
                of("DELETE FROM api_audit_log", "INSERT INTO api_audit_log SELECT * FROM " + then + "_log"));
    }

    /** Rewrites rows, hashes and ends from a row on, consistently but without a valid seal. */
    static Tampering replaced(String name, long from, UnaryOperator<String[]> columns, String... then) {
        return new Tampering("replace from row " + from + ": " + name, connection -> {
            List<RowColumns.Stored> rows = StoredRows.page(connection, from - 1, 1_000);
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("DELETE FROM api_audit_log WHERE entry_number >= " + from);
            }
            ChainHead head = new ChainHead(from - 1, rows.get(0).previousHash());
            for (RowColumns.Stored row : rows) {
                RowColumns.Stored forged = RowColumns.Stored.after(
                        head, Arrays.asList(columns.apply(row.columns().toArray(new String[0]))));
                insert(connection, forged);
                head = forged.head();
            }
            try (Statement statement = connection.createStatement()) {
                for (String each : then) {
                    statement.executeUpdate(each.replace("HEAD", head.hash()));
                }
            }
            return true;
        });
    }
}
