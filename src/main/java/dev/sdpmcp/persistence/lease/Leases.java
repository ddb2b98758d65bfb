package dev.sdpmcp.persistence.lease;

import dev.sdpmcp.persistence.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Leases of one kind: a name has one holder until a time by the clock of the database. For work that one of several
 * servers does, such as the refresh of a token: the server that acquires the lease does it, the others wait or try
 * again later. A holder that dies needs no cleaning up; its lease expires. Thread-safe; each method is one
 * transaction and blocks for the database.
 */
public final class Leases {

    private static final String DUPLICATE_KEY = "23505";
    private static final String THIS = " WHERE lease_kind = ? AND lease_name = ?";
    private static final String RENEW = "UPDATE lease SET acquired_at = CASE WHEN holder = ? THEN acquired_at ELSE"
            + " CURRENT_TIMESTAMP END, holder = ?, expires_at = %s" + THIS
            + " AND (holder = ? OR expires_at <= CURRENT_TIMESTAMP)";
    private static final String INSERT = "INSERT INTO lease (lease_kind, lease_name, holder, acquired_at, expires_at,"
            + " progress) SELECT CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS VARCHAR), CURRENT_TIMESTAMP, %s, 0"
            + " WHERE NOT EXISTS (SELECT 1 FROM lease" + THIS + ")";
    private static final String RELEASE = "DELETE FROM lease" + THIS + " AND holder = ?";
    private static final String HOLDER = "SELECT holder FROM lease" + THIS + " AND expires_at > CURRENT_TIMESTAMP";

    private final Database database;
    private final String kind;

    /** @param kind what the leases are for, at most 20 characters */
    public Leases(Database database, String kind) {
        this.database = database;
        this.kind = kind;
    }

    /**
     * Acquires a lease that nobody holds or that has expired, or renews one that this holder has.
     *
     * @param name at most 60 characters
     * @param holder at most 36 characters
     * @param time from now on, in whole seconds
     * @return false if another holder has it
     */
    public boolean acquire(String name, String holder, Duration time) {
        String end = in(time.toSeconds());
        try {
            return database.<Boolean>onConnection(
                    connection -> update(connection, RENEW.formatted(end), holder, holder, kind, name, holder) == 1
                            || update(connection, INSERT.formatted(end), kind, name, holder, kind, name) == 1);
        } catch (IllegalStateException refused) {
            if (refused.getCause() instanceof SQLException sql && DUPLICATE_KEY.equals(sql.getSQLState())) {
                return false; // another one inserted it at the same moment
            }
            throw refused;
        }
    }

    /** Gives the lease back before it expires; does nothing if the holder does not have it. */
    public void release(String name, String holder) {
        database.onConnection(connection -> update(connection, RELEASE, kind, name, holder));
    }

    /** The holder at this moment. */
    public Optional<String> holder(String name) {
        return database.onConnection(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(HOLDER)) {
                bind(statement, kind, name);
                try (ResultSet result = statement.executeQuery()) {
                    return result.next() ? Optional.of(result.getString(1)) : Optional.empty();
                }
            }
        });
    }

    /** SQL for the time so many seconds from now. */
    static String in(long seconds) {
        return "CURRENT_TIMESTAMP + INTERVAL '" + seconds + "' SECOND";
    }

    static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
