package dev.sdpmcp.audit.writing;

import dev.sdpmcp.audit.chain.Chain;
import dev.sdpmcp.audit.chain.ProvenRows;
import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.CallOutcome;
import dev.sdpmcp.audit.row.RowKind;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.lease.ServerHeartbeat;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says that this server lives, and marks as unknown the calls of those that do not: they had an intent, and nobody is left who
 * could say how they ended. Dead is who has not been seen for 60 seconds by the clock of
 * the database; at once who shares with us what only one server can hold, our data folder or the embedded database. Who is
 * dead stays on the list for a day: it may only have been cut off, and what it does or leaves in its folder comes later.
 * An intent counts only as it was written: what the database says of it is followed to the sealed end of the chain.
 * Thread-safe.
 */
final class ServerPresence {

    private static final Logger LOG = System.getLogger(ServerPresence.class.getName());
    private static final int MOST_AT_ONCE = 200;

    private static final String LOST =
            "SELECT i.entryNumber FROM ApiAuditLog i WHERE i.serverId = :server AND i.entryNumber > :floor"
                    + " AND i.rowKind = dev.sdpmcp.audit.row.RowKind.INTENT AND NOT EXISTS (SELECT o.entryNumber FROM"
                    + " ApiAuditLog o WHERE o.callId = i.callId AND o.rowKind IN (dev.sdpmcp.audit.row.RowKind.OUTCOME,"
                    + " dev.sdpmcp.audit.row.RowKind.UNKNOWN)) ORDER BY i.entryNumber";

    private final Database database;
    private final Chain chain;
    private final OpenIntents open;
    private final String serverId;
    private final ServerHeartbeat heartbeat;

    ServerPresence(Database database, Chain chain, OpenIntents open, String serverId, ServerHeartbeat heartbeat) {
        this.database = database;
        this.chain = chain;
        this.open = open;
        this.serverId = serverId;
        this.heartbeat = heartbeat;
    }

    /** Says that we live, and up to where all our calls are settled. */
    void beat() {
        heartbeat.beat(open.settledNumber());
    }

    /** Goes in good order, unless a call is still open: then somebody must find it. */
    void leave() {
        if (open.isEmpty()) {
            heartbeat.leave();
        }
    }

    /** To be told of rows out of files before they are added: whoever marked their servers' calls may have forgotten them. */
    void expect(List<AuditRow> late) {
        Set<String> others = late.stream()
                .filter(row -> row.kind() == RowKind.INTENT && !row.serverId().equals(serverId))
                .map(AuditRow::serverId)
                .collect(Collectors.toUnmodifiableSet());
        if (!others.isEmpty()) {
            heartbeat.adopt(others, database.<Long>onConnection(chain::headNumber));
        }
    }

    /** @return how many calls were marked */
    int markLost() {
        // what is behind this number is looked at next time, when all of it can be seen
        long head = database.<Long>onConnection(chain::headNumber);
        int marked = 0;
        List<ServerHeartbeat.Gone> dead = heartbeat.goneBefore(head);
        while (!dead.isEmpty()) {
            for (ServerHeartbeat.Gone each : dead) {
                marked += markAllLost(each);
                heartbeat.advance(each, head);
            }
            dead = heartbeat.goneBefore(head);
        }
        heartbeat.forget(head);
        if (marked > 0) {
            LOG.log(
                    Level.WARNING,
                    "{0} changing calls of servers that went down without an end are marked unknown in the audit trail",
                    marked);
        }
        return marked;
    }

    private int markAllLost(ServerHeartbeat.Gone dead) {
        int marked = 0;
        int now = MOST_AT_ONCE;
        while (now == MOST_AT_ONCE) {
            now = markLost(dead);
            marked += now;
        }
        return marked;
    }

    private int markLost(ServerHeartbeat.Gone dead) {
        List<Long> lost = database.inTransaction(manager -> manager.createQuery(LOST, Long.class)
                .setParameter("server", dead.serverId())
                .setParameter("floor", dead.progress())
                .setMaxResults(MOST_AT_ONCE)
                .getResultList());
        List<AuditRow> marks = ProvenRows.of(chain, database, Set.copyOf(lost)).stream()
                .filter(intent -> intent.kind() == RowKind.INTENT)
                .map(this::unknown)
                .toList();
        if (!marks.isEmpty()) {
            // somebody else may be marking the same ones
            chain.appendMissing(database, marks);
        }
        return marks.size();
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
