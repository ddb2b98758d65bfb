package dev.sdpmcp.audit.chain;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Both ends of the chain as the database has them, with the seal over them. What they say counts only if the seal fits.
 *
 * @param head the last row written
 * @param anchor the last row that retention deleted
 * @param sealKey name of the key, see {@link ChainSeal}
 */
record ChainState(ChainHead head, ChainHead anchor, String sealKey, String seal) {

    private static final String UNSEALED = "none";
    private static final String SELECT = "SELECT head_number, head_hash, anchor_number, anchor_hash, seal_key, seal"
            + " FROM api_audit_chain WHERE chain_name = 'calls'";
    private static final String UPDATE = "UPDATE api_audit_chain SET head_number = ?, head_hash = ?, anchor_number = ?,"
            + " anchor_hash = ?, seal_key = ?, seal = ? WHERE chain_name = 'calls'";
    private static final String INSERT =
            "INSERT INTO api_audit_chain (chain_name, head_number, head_hash, anchor_number,"
                    + " anchor_hash, seal_key, seal) VALUES ('calls', ?, ?, ?, ?, ?, ?)";
    private static final String FOREIGN = "SELECT COUNT(*) FROM api_audit_chain WHERE chain_name <> 'calls'";

    /** Stands for a row that somebody deleted or renamed; no seal fits it. */
    private static final ChainState LOST = new ChainState(ChainHead.NONE, ChainHead.NONE, "lost", "lost");

    /** Whether it is as the schema made it: no row was ever written. */
    boolean isNew() {
        return head.equals(ChainHead.NONE)
                && anchor.equals(ChainHead.NONE)
                && sealKey.equals(UNSEALED)
                && seal.equals(UNSEALED);
    }

    /** What stands now; another server may move it on at once. */
    static ChainState look(Connection connection) throws SQLException {
        return read(connection, SELECT);
    }

    /** What stands now and cannot be moved by anybody else until the transaction ends. */
    static ChainState lock(Connection connection) throws SQLException {
        ChainState state = read(connection, SELECT + " FOR UPDATE");
        if (state.equals(LOST)) {
            state.put(connection, INSERT);
        }
        return state;
    }

    private static ChainState read(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            return result.next()
                    ? new ChainState(
                            new ChainHead(result.getLong(1), RowColumns.text(result, 2)),
                            new ChainHead(result.getLong(3), RowColumns.text(result, 4)),
                            RowColumns.text(result, 5),
                            RowColumns.text(result, 6))
                    : LOST;
        }
    }

    /** Whether the table holds rows that this program never writes. */
    static boolean hasForeignRows(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(FOREIGN)) {
            result.next();
            return result.getLong(1) > 0;
        }
    }

    /** Only in the transaction that has the lock. */
    void write(Connection connection) throws SQLException {
        put(connection, UPDATE);
    }

    private void put(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, head.number());
            statement.setString(2, head.hash());
            statement.setLong(3, anchor.number());
            statement.setString(4, anchor.hash());
            statement.setString(5, sealKey);
            statement.setString(6, seal);
            if (statement.executeUpdate() != 1) {
                throw new IllegalStateException("the database did not keep the ends of the audit trail");
            }
        }
    }
}
