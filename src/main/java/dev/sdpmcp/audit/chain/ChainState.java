package dev.sdpmcp.audit.chain;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Both ends of the chain: the last row written, and the last row that retention deleted, with the seal over them.
 *
 * @param headNumber 0 if no row was ever written
 * @param anchorNumber 0 if none was ever deleted
 * @param sealKey name of the key, see {@link ChainSeal}
 */
record ChainState(long headNumber, String headHash, long anchorNumber, String anchorHash, String sealKey, String seal) {

    private static final String SELECT = "SELECT head_number, head_hash, anchor_number, anchor_hash, seal_key, seal"
            + " FROM api_audit_chain WHERE chain_name = 'calls'";
    private static final String UPDATE = "UPDATE api_audit_chain SET head_number = ?, head_hash = ?, anchor_number = ?,"
            + " anchor_hash = ?, seal_key = ?, seal = ? WHERE chain_name = 'calls'";

    /** Whether no row was ever written. */
    boolean isNew() {
        return headNumber == 0 && anchorNumber == 0 && headHash.equals(RowHash.NONE);
    }

    /** What stands now; another server may move it on at once. */
    static ChainState look(Connection connection) throws SQLException {
        return read(connection, SELECT);
    }

    /** What stands now and cannot be moved by anybody else until the transaction ends. */
    static ChainState lock(Connection connection) throws SQLException {
        return read(connection, SELECT + " FOR UPDATE");
    }

    private static ChainState read(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            if (!result.next()) {
                throw new IllegalStateException("api_audit_chain has lost its row; restore the database from a backup");
            }
            return new ChainState(
                    result.getLong(1),
                    result.getString(2),
                    result.getLong(3),
                    result.getString(4),
                    result.getString(5),
                    result.getString(6));
        }
    }

    /** Only in the transaction that has the lock. */
    void write(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
            statement.setLong(1, headNumber);
            statement.setString(2, headHash);
            statement.setLong(3, anchorNumber);
            statement.setString(4, anchorHash);
            statement.setString(5, sealKey);
            statement.setString(6, seal);
            statement.executeUpdate();
        }
    }
}
