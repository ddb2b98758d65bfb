package dev.sdpmcp.audit.chain;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Record of both ends of the chain in the database, with the seal over them. It counts only if the seal is valid.
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

    /** For a record that somebody deleted or renamed; no seal is valid for it. */
    private static final ChainState LOST = new ChainState(ChainHead.NONE, ChainHead.NONE, "lost", "lost");

    /** What the schema inserts: no row was ever written. */
    private static final ChainState NEW = new ChainState(ChainHead.NONE, ChainHead.NONE, UNSEALED, UNSEALED);

    /**
     * Place in the chain: the number of a row and its hash, which covers all rows before it.
     *
     * @param number 0 for the place before the first row
     */
    record ChainHead(long number, String hash) {

        /** Before the first row. */
        static final ChainHead NONE = new ChainHead(0, RowColumns.NO_HASH);
    }

    boolean isNew() {
        return equals(NEW);
    }

    /** The current record; another server may change it at once. */
    static ChainState look(Connection connection) throws SQLException {
        return read(connection, SELECT);
    }

    /** The current record, locked until the transaction ends. */
    static ChainState lock(Connection connection) throws SQLException {
        ChainState state = read(connection, SELECT + " FOR UPDATE");
        if (state.equals(LOST)) {
            state.put(connection, INSERT);
        }
        return state;
    }

    private static ChainState read(Connection connection, String sql) throws SQLException {
        return StoredRows.query(
                        connection,
                        sql,
                        result -> new ChainState(
                                new ChainHead(result.getLong(1), RowColumns.text(result, 2)),
                                new ChainHead(result.getLong(3), RowColumns.text(result, 4)),
                                RowColumns.text(result, 5),
                                RowColumns.text(result, 6)))
                .stream()
                .findFirst()
                .orElse(LOST);
    }

    /** Whether the table has rows that this program never writes. */
    static boolean hasForeignRows(Connection connection) throws SQLException {
        return StoredRows.query(connection, FOREIGN, result -> result.getLong(1))
                        .getFirst()
                > 0;
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
