package dev.sdpmcp.audit.writing;

import dev.sdpmcp.audit.chain.Chain;
import dev.sdpmcp.audit.row.ApiAuditLog;
import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.CallOutcome;
import dev.sdpmcp.audit.row.RowKind;
import dev.sdpmcp.persistence.Database;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Says that this server lives, and marks as unknown the calls of those that do not: they had an intent, and nobody is left who
 * could say how they ended. Dead is who has not been seen for {@value #DEAD_AFTER_SECONDS} seconds by the clock of the
 * database; at once who shares with us what only one server can hold, our data folder or the embedded database. One thread.
 */
final class ServerPresence {

    static final int DEAD_AFTER_SECONDS = 60;

    private static final Logger LOG = System.getLogger(ServerPresence.class.getName());
    private static final int MOST_AT_ONCE = 200;

    private static final String BEAT =
            "UPDATE api_audit_server SET seen_at = CURRENT_TIMESTAMP, settled_number = ? WHERE server_id = ?";
    private static final String ARRIVE = "INSERT INTO api_audit_server (server_id, home_id, seen_at, settled_number)"
            + " VALUES (?, ?, CURRENT_TIMESTAMP, ?)";
    private static final String LEAVE = "DELETE FROM api_audit_server WHERE server_id = ?";
    private static final String DEAD = "SELECT server_id, settled_number FROM api_audit_server WHERE server_id <> ?"
            + " AND (? = 1 OR home_id = ? OR seen_at < CURRENT_TIMESTAMP - INTERVAL '" + DEAD_AFTER_SECONDS
            + "' SECOND) ORDER BY seen_at LIMIT 20";
    private static final String LOST =
            "SELECT i FROM ApiAuditLog i WHERE i.serverId = :server AND i.entryNumber > :floor"
                    + " AND i.rowKind = dev.sdpmcp.audit.row.RowKind.INTENT AND NOT EXISTS (SELECT o.entryNumber FROM"
                    + " ApiAuditLog o WHERE o.callId = i.callId AND o.rowKind IN (dev.sdpmcp.audit.row.RowKind.OUTCOME,"
                    + " dev.sdpmcp.audit.row.RowKind.UNKNOWN)) ORDER BY i.entryNumber";

    private final Database database;
    private final Chain chain;
    private final OpenIntents open;
    private final String serverId;
    private final String homeId;
    private final boolean alone;

    /** A server that may be gone. */
    private record Other(String serverId, long settledNumber) {}

    /**
     * @param homeId of the data folder, which one server at a time holds
     * @param alone whether no other process can be at this database
     */
    ServerPresence(Database database, Chain chain, OpenIntents open, String serverId, String homeId, boolean alone) {
        this.database = database;
        this.chain = chain;
        this.open = open;
        this.serverId = serverId;
        this.homeId = homeId;
        this.alone = alone;
    }

    /** Says that we live, and up to where all our calls are settled. */
    void beat() {
        long settled = open.settledNumber();
        database.onConnection(connection -> {
            if (update(connection, settled) == 0) {
                arrive(connection, settled);
            }
            return Boolean.TRUE;
        });
    }

    private int update(Connection connection, long settled) throws SQLException {
        try (PreparedStatement beat = connection.prepareStatement(BEAT)) {
            beat.setLong(1, settled);
            beat.setString(2, serverId);
            return beat.executeUpdate();
        }
    }

    private void arrive(Connection connection, long settled) throws SQLException {
        try (PreparedStatement arrive = connection.prepareStatement(ARRIVE)) {
            arrive.setString(1, serverId);
            arrive.setString(2, homeId);
            arrive.setLong(3, settled);
            arrive.executeUpdate();
        }
    }

    /** Goes in good order, unless a call is still open: then somebody must find it. */
    void leave() {
        if (open.isEmpty()) {
            remove(serverId);
        }
    }

    private void remove(String id) {
        database.onConnection(connection -> {
            try (PreparedStatement leave = connection.prepareStatement(LEAVE)) {
                leave.setString(1, id);
                return leave.executeUpdate();
            }
        });
    }

    /** @return how many calls were marked */
    int markLost() {
        int marked = 0;
        for (Other dead : dead()) {
            int now = markLost(dead);
            while (now == MOST_AT_ONCE) {
                marked += now;
                now = markLost(dead);
            }
            marked += now;
            remove(dead.serverId());
        }
        if (marked > 0) {
            LOG.log(
                    Level.WARNING,
                    "{0} changing calls of servers that went down without an end are marked unknown in the audit trail",
                    marked);
        }
        return marked;
    }

    private List<Other> dead() {
        return database.onConnection(connection -> {
            List<Other> dead = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(DEAD)) {
                statement.setString(1, serverId);
                statement.setInt(2, alone ? 1 : 0);
                statement.setString(3, homeId);
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        dead.add(new Other(result.getString(1), result.getLong(2)));
                    }
                }
            }
            return dead;
        });
    }

    private int markLost(Other dead) {
        List<AuditRow> lost = database.inTransaction(manager -> manager
                .createQuery(LOST, ApiAuditLog.class)
                .setParameter("server", dead.serverId())
                .setParameter("floor", dead.settledNumber())
                .setMaxResults(MOST_AT_ONCE)
                .getResultList()
                .stream()
                .map(intent -> unknown(intent.row()))
                .toList());
        if (!lost.isEmpty()) {
            // somebody else may be marking the same ones
            database.onConnection(connection -> chain.appendMissing(connection, lost));
        }
        return lost.size();
    }

    private AuditRow unknown(AuditRow intent) {
        return new AuditRow(
                intent.callId(),
                RowKind.UNKNOWN,
                intent.happenedAt(),
                serverId,
                intent.who(),
                intent.what(),
                new AuditRow.Ending(CallOutcome.UNKNOWN, intent.ending().targets(), null, null));
    }
}
