package dev.sdpmcp.audit.writing;

import dev.sdpmcp.audit.chain.Chain;
import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.CallOutcome;
import dev.sdpmcp.audit.row.RowKind;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.lease.ServerHeartbeat;
import dev.sdpmcp.persistence.lease.ServerHeartbeat.Gone;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Heartbeat of this server as a writer of the trail, and the calls of servers that are gone: each of their intents
 * without an outcome is marked as unknown. The progress of a server is the row of the chain up to which none of its
 * calls is open. An intent is marked only as it was written: what the database returns is verified up to the sealed
 * end of the chain. Thread-safe.
 */
final class LostCalls {

    private static final Logger LOG = System.getLogger(LostCalls.class.getName());
    private static final int MAX_AT_ONCE = 200;

    private static final String OPEN_INTENTS =
            "SELECT i.entryNumber FROM ApiAuditLog i WHERE i.serverId = :server AND i.entryNumber > :floor"
                    + " AND i.rowKind = dev.sdpmcp.audit.row.RowKind.INTENT AND NOT EXISTS (SELECT o.entryNumber FROM"
                    + " ApiAuditLog o WHERE o.callId = i.callId AND o.rowKind IN (dev.sdpmcp.audit.row.RowKind.OUTCOME,"
                    + " dev.sdpmcp.audit.row.RowKind.UNKNOWN)) ORDER BY i.entryNumber";

    private final Database database;
    private final Chain chain;
    private final OpenIntents open;
    private final String serverId;
    private final ServerHeartbeat heartbeat;

    LostCalls(Database database, Chain chain, OpenIntents open, String serverId, ServerHeartbeat heartbeat) {
        this.database = database;
        this.chain = chain;
        this.open = open;
        this.serverId = serverId;
        this.heartbeat = heartbeat;
    }

    void beat() {
        heartbeat.beat(open.settledNumber());
    }

    /** Takes this server off the list, unless one of its calls is open: another server must find that one. */
    void leave() {
        if (open.isEmpty()) {
            heartbeat.leave();
        }
    }

    /** Called before rows of a file are added: the other servers may have forgotten the server that wrote them. */
    void adopt(List<AuditRow> late) {
        Set<String> others = late.stream()
                .filter(row -> row.kind() == RowKind.INTENT && !row.serverId().equals(serverId))
                .map(AuditRow::serverId)
                .collect(Collectors.toUnmodifiableSet());
        if (!others.isEmpty()) {
            heartbeat.adopt(others, database.<Long>onConnection(chain::headNumber));
        }
    }

    /** @return how many calls were marked */
    int mark() {
        // rows after this number are left to the next time, when all of them can be seen
        long head = database.<Long>onConnection(chain::headNumber);
        int marked = 0;
        List<Gone> gone = heartbeat.goneBefore(head);
        while (!gone.isEmpty()) {
            for (Gone server : gone) {
                int now = MAX_AT_ONCE;
                while (now == MAX_AT_ONCE) {
                    now = markSome(server);
                    marked += now;
                }
                heartbeat.advance(server, head);
            }
            gone = heartbeat.goneBefore(head);
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

    private int markSome(Gone server) {
        List<Long> lost = database.inTransaction(manager -> manager.createQuery(OPEN_INTENTS, Long.class)
                .setParameter("server", server.serverId())
                .setParameter("floor", server.progress())
                .setMaxResults(MAX_AT_ONCE)
                .getResultList());
        List<AuditRow> marks = chain.proven(database, Set.copyOf(lost)).stream()
                .filter(intent -> intent.kind() == RowKind.INTENT)
                .map(this::unknown)
                .toList();
        if (!marks.isEmpty()) {
            // another server may be marking the same calls
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
