package dev.sdpmcp.audit.chain;

import dev.sdpmcp.audit.row.AuditRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 *  Questions about the rows of {@code api_audit_log} in the database. Stateless; each is short and goes along an
 *  index.
 */
final class StoredRows {

    /** Before every number that a row can have. */
    static final long BEFORE_ALL = Long.MIN_VALUE;

    /** Behind the end of the chain by more than this, a row is in nobody's way, and only the check reports it. */
    static final long NEAR = 1_000_000_000L;

    private static final String LAST = "SELECT MAX(entry_number) FROM api_audit_log";
    private static final String LAST_NEAR = LAST + " WHERE entry_number >= ? AND entry_number <= ?";
    private static final String HASH = "SELECT row_hash FROM api_audit_log WHERE entry_number = ?";

    private StoredRows() {}

    /** Rows with larger numbers, in their order. */
    static List<RowColumns.Stored> page(Connection connection, long after, int most) throws SQLException {
        List<RowColumns.Stored> page = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(RowColumns.SELECT)) {
            statement.setLong(1, after);
            statement.setInt(2, most);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    page.add(RowColumns.read(result));
                }
            }
        }
        return page;
    }

    /**
     *  The row with the highest number; empty if there is none. Rows further than {@link #NEAR} behind the place do
     *  not count.
     */
    static Optional<ChainHead> last(Connection connection, long place) throws SQLException {
        Optional<Long> last = number(connection, LAST);
        if (last.isPresent() && last.get() - NEAR > place) {
            last = number(connection, LAST_NEAR, place, place + NEAR);
        }
        return last.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ChainHead(last.get(), hash(connection, last.get()).orElse("")));
    }

    static Optional<String> hash(Connection connection, long number) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HASH)) {
            statement.setLong(1, number);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? Optional.of(result.getString(1)) : Optional.empty();
            }
        }
    }

    /**
     * The rows that carry the names of these, by {@link #name}.
     *
     * @param rows at least one, at most some hundred
     */
    static Map<String, RowColumns.Stored> namedLike(Connection connection, List<AuditRow> rows) throws SQLException {
        Map<String, RowColumns.Stored> there = new HashMap<>();
        String query = RowColumns.SELECT_ALL + " WHERE call_id IN (?" + ", ?".repeat(rows.size() - 1) + ")";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < rows.size(); i++) {
                statement.setString(i + 1, rows.get(i).callId());
            }
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    RowColumns.Stored row = RowColumns.read(result);
                    there.put(row.column("call_id") + row.column("row_kind"), row);
                }
            }
        }
        return there;
    }

    /** What a row is called: no two in the table have the same. */
    static String name(AuditRow row) {
        return row.callId() + row.kind().name();
    }

    private static Optional<Long> number(Connection connection, String query, long... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                statement.setLong(i + 1, values[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                long number = result.getLong(1);
                return result.wasNull() ? Optional.empty() : Optional.of(number);
            }
        }
    }
}
