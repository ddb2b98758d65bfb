package dev.sdpmcp.persistence.lease;

import dev.sdpmcp.persistence.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Heartbeat of this server, and the list of servers that are gone. Each server holds a lease on its id, of the kind
 * {@code server}, and renews it with each beat; the holder of the lease is the data folder that the server uses. With
 * the beat a server publishes its progress, a number that grows; a server that takes over its work continues there.
 *
 * <p>A server is gone when its lease has expired, {@value #EXPIRES_AFTER_SECONDS} seconds after its last beat; at
 * once if this server has its data folder now, or is alone at the database. It stays on the list for a day: it may
 * only have been cut off, and may continue later or have left work in its folder. Immutable, thread-safe; each method
 * is one transaction and blocks for the database.
 */
public final class ServerHeartbeat {

    static final int EXPIRES_AFTER_SECONDS = 60;
    static final int FORGOTTEN_AFTER_DAYS = 1;

    private static final int MAX_AT_ONCE = 20;

    private static final String THIS = " WHERE lease_kind = 'server' AND lease_name = ?";
    private static final String END = "CURRENT_TIMESTAMP + INTERVAL '" + EXPIRES_AFTER_SECONDS + "' SECOND";
    private static final String BEAT = "UPDATE lease SET expires_at = " + END + ", progress = ?" + THIS;
    private static final String ADOPT = "UPDATE lease SET expires_at = " + END + ", holder = ?" + THIS;
    private static final String INSERT = "INSERT INTO lease (lease_kind, lease_name, holder, acquired_at, expires_at,"
            + " progress) VALUES ('server', ?, ?, CURRENT_TIMESTAMP, " + END + ", ?)";
    private static final String LEAVE = "DELETE FROM lease" + THIS;
    private static final String IS_GONE = " lease_kind = 'server' AND lease_name <> ?"
            + " AND (? = 1 OR holder = ? OR expires_at < CURRENT_TIMESTAMP)";
    private static final String GONE = "SELECT lease_name, progress FROM lease WHERE" + IS_GONE
            + " AND progress < ? ORDER BY progress LIMIT " + MAX_AT_ONCE;
    private static final String ADVANCE = "UPDATE lease SET progress = ?" + THIS + " AND progress < ?";
    private static final String FORGET = "DELETE FROM lease WHERE" + IS_GONE
            + " AND progress >= ? AND expires_at < CURRENT_TIMESTAMP - INTERVAL '" + FORGOTTEN_AFTER_DAYS + "' DAY";

    private final Database database;
    private final String serverId;
    private final String folderId;
    private final int alone;

    /** A server that is gone, with the progress that it, or another one for it, has made. */
    public record Gone(String serverId, long progress) {}

    /** @param alone whether no other process can use this database: then all other servers are gone */
    public ServerHeartbeat(Database database, String serverId, DataFolderId folder, boolean alone) {
        this.database = database;
        this.serverId = serverId;
        this.folderId = folder.text();
        this.alone = alone ? 1 : 0;
    }

    /** Renews the lease of this server and publishes its progress. */
    public void beat(long progress) {
        database.onConnection(connection -> {
            if (update(connection, BEAT, progress, serverId) == 0) {
                update(connection, INSERT, serverId, folderId, progress);
            }
            return Boolean.TRUE;
        });
    }

    /** Puts servers that used this data folder before on the list again, with this progress if they were forgotten. */
    public void adopt(Set<String> servers, long progress) {
        database.onConnection(connection -> {
            for (String server : servers) {
                if (update(connection, ADOPT, folderId, server) == 0) {
                    update(connection, INSERT, server, folderId, progress);
                }
            }
            return Boolean.TRUE;
        });
    }

    /** Removes this server from the list: no work of it is left. */
    public void leave() {
        database.onConnection(connection -> update(connection, LEAVE, serverId));
    }

    /** Some of the servers that are gone and have made less progress than this. */
    public List<Gone> goneBefore(long progress) {
        return database.onConnection(connection -> {
            List<Gone> gone = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(GONE)) {
                bind(statement, serverId, alone, folderId, progress);
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        gone.add(new Gone(result.getString(1), result.getLong(2)));
                    }
                }
            }
            return gone;
        });
    }

    /** Records progress that this server made for one that is gone. */
    public void advance(Gone server, long progress) {
        database.onConnection(connection -> update(connection, ADVANCE, progress, server.serverId(), progress));
    }

    /** Removes servers from the list that have made this progress and have been gone for a day. */
    public void forget(long progress) {
        database.onConnection(connection -> update(connection, FORGET, serverId, alone, folderId, progress));
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
