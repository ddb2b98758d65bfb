package dev.sdpmcp.audit.writing;

import dev.sdpmcp.persistence.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The rows of {@code api_audit_server}: who writes the trail, when it was seen last by the clock of the database, and up to
 * which number of the chain no call of its own is open. Immutable, thread-safe; every method blocks for the database.
 */
final class PresenceRows {

    static final int DEAD_AFTER_SECONDS = 60;
    static final int FORGOTTEN_AFTER_DAYS = 1;

    private static final int MOST_AT_ONCE = 20;

    private static final String SEEN =
            "UPDATE api_audit_server SET seen_at = CURRENT_TIMESTAMP, settled_number = ? WHERE server_id = ?";
    private static final String SEEN_FROM_HERE =
            "UPDATE api_audit_server SET seen_at = CURRENT_TIMESTAMP, home_id = ? WHERE server_id = ?";
    private static final String ARRIVE = "INSERT INTO api_audit_server (server_id, home_id, seen_at, settled_number)"
            + " VALUES (?, ?, CURRENT_TIMESTAMP, ?)";
    private static final String LEAVE = "DELETE FROM api_audit_server WHERE server_id = ?";
    private static final String IS_DEAD = " server_id <> ? AND (? = 1 OR home_id = ? OR seen_at < CURRENT_TIMESTAMP"
            + " - INTERVAL '" + DEAD_AFTER_SECONDS + "' SECOND)";
    private static final String DEAD = "SELECT server_id, settled_number FROM api_audit_server WHERE" + IS_DEAD
            + " AND settled_number < ? ORDER BY settled_number LIMIT " + MOST_AT_ONCE;
    private static final String SETTLE =
            "UPDATE api_audit_server SET settled_number = ? WHERE server_id = ? AND settled_number < ?";
    private static final String FORGET = "DELETE FROM api_audit_server WHERE" + IS_DEAD
            + " AND settled_number >= ? AND seen_at < CURRENT_TIMESTAMP - INTERVAL '" + FORGOTTEN_AFTER_DAYS + "' DAY";

    private final Database database;
    private final String serverId;
    private final String homeId;
    private final boolean alone;

    /** A server that is gone, and the number from which on calls of it may be open. */
    record Dead(String serverId, long settledNumber) {}

    /**
     * @param serverId ours
     * @param homeId of the data folder, which one server at a time holds: who had it before us is dead
     * @param alone whether no other process can be at this database: then all others are dead
     */
    PresenceRows(Database database, String serverId, String homeId, boolean alone) {
        this.database = database;
        this.serverId = serverId;
        this.homeId = homeId;
        this.alone = alone;
    }

    /** We live, and our calls up to this number are settled. */
    void beat(long settled) {
        database.onConnection(connection -> {
            if (update(connection, SEEN, settled, serverId) == 0) {
                arrive(connection, serverId, settled);
            }
            return Boolean.TRUE;
        });
    }

    /** Rows of these servers, which had our folder before us, will follow this number. */
    void expect(Set<String> servers, long number) {
        database.onConnection(connection -> {
            for (String server : servers) {
                if (update(connection, SEEN_FROM_HERE, homeId, server) == 0) {
                    arrive(connection, server, number);
                }
            }
            return Boolean.TRUE;
        });
    }

    /** We go. */
    void leave() {
        database.onConnection(connection -> update(connection, LEAVE, serverId));
    }

    /** Some of those that are dead and may have open calls up to this number. */
    List<Dead> deadBefore(long number) {
        return database.onConnection(connection -> {
            List<Dead> dead = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(DEAD)) {
                bind(statement, serverId, alone ? 1 : 0, homeId, number);
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        dead.add(new Dead(result.getString(1), result.getLong(2)));
                    }
                }
            }
            return dead;
        });
    }

    /** No call of that server is open up to this number. */
    void settle(Dead dead, long number) {
        database.onConnection(connection -> update(connection, SETTLE, number, dead.serverId(), number));
    }

    /** Forgets the dead that nothing has been heard of for a day, up to this number of the chain. */
    void forget(long number) {
        database.onConnection(connection -> update(connection, FORGET, serverId, alone ? 1 : 0, homeId, number));
    }

    private void arrive(Connection connection, String server, long settled) throws SQLException {
        update(connection, ARRIVE, server, homeId, settled);
    }

    private static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
