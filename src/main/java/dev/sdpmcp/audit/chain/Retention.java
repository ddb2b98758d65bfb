package dev.sdpmcp.audit.chain;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Deletes the oldest rows and leaves, sealed, the number and hash of the last of them, to which the first row that is left
 * still fits. Immutable, thread-safe.
 */
public final class Retention {

    /** Rows deleted in one transaction at most: the chain is locked as long as it takes. */
    public static final int BATCH = 1_000;

    private static final String OLDEST =
            "SELECT entry_number, row_hash, happened_at FROM api_audit_log WHERE entry_number > ? ORDER BY entry_number LIMIT ?";

    private final ChainSeal seal;

    public Retention(ChainSeal seal) {
        this.seal = seal;
    }

    /**
     * One step, in the transaction of the connection: rows from the oldest on, up to the first that is not old enough.
     *
     * @return how many rows were deleted; {@value #BATCH} if there may be more
     */
    public int deleteBefore(Connection connection, Instant limit) throws SQLException {
        if (lastOld(connection, ChainState.look(connection).anchorNumber(), limit, 1) == null) {
            return 0; // found out without making writers wait
        }
        ChainState state = ChainState.lock(connection);
        Old last = lastOld(connection, state.anchorNumber(), limit, BATCH);
        // an end that is not ours must stay as it is until it is remarked on, see Chain
        if (last == null || last.number() > state.headNumber() || !seal.fits(state)) {
            return 0;
        }
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM api_audit_log WHERE entry_number <= ?")) {
            delete.setLong(1, last.number());
            int deleted = delete.executeUpdate();
            seal.seal(state.headNumber(), state.headHash(), last.number(), last.hash())
                    .write(connection);
            return deleted;
        }
    }

    private record Old(long number, String hash) {}

    private static @Nullable Old lastOld(Connection connection, long anchor, Instant limit, int most)
            throws SQLException {
        Old last = null;
        try (PreparedStatement statement = connection.prepareStatement(OLDEST)) {
            statement.setLong(1, anchor);
            statement.setInt(2, most);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next() && isBefore(result, limit)) {
                    last = new Old(result.getLong(1), result.getString(2));
                }
            }
        }
        return last;
    }

    private static boolean isBefore(ResultSet result, Instant limit) throws SQLException {
        return result.getObject(3, OffsetDateTime.class).isBefore(limit.atOffset(ZoneOffset.UTC));
    }
}
