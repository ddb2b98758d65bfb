package dev.sdpmcp.audit.writing;

import dev.sdpmcp.audit.chain.Chain;
import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.AuditRow.CallOutcome;
import dev.sdpmcp.audit.row.AuditRow.RowKind;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.lease.ServerHeartbeat;
import dev.sdpmcp.persistence.lease.ServerHeartbeat.Gone;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Heartbeat of this server as a writer of the trail, and detection of lost calls: each intent of a server that is gone
 * is marked as unknown if it has no outcome. The progress of a server is the row of the chain up to which none of its
 * calls is open. Intents are verified up to the sealed end of the chain before they are marked. Thread-safe.
 */
final class LostCalls {

    private static final Logger LOG = System.getLogger(LostCalls.class.getName());
    private static final int MAX_AT_ONCE = 200;

    private static final String OPEN_INTENTS =
            "SELECT i.entryNumber FROM ApiAuditLog i WHERE i.serverId = :server AND i.entryNumber > :floor"
                    + " AND i.rowKind = :intent AND NOT EXISTS (SELECT o.entryNumber FROM ApiAuditLog o"
                    + " WHERE o.callId = i.callId AND o.rowKind IN (:outcome, :unknown)) ORDER BY i.entryNumber";

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

    /** Ends the heartbeat, unless a call is open: another server must find that one. */
    void leave() {
        if (open.isEmpty()) {
            heartbeat.leave();
        }
    }

    /** Before rows of a file are added: restores the heartbeats of the servers that wrote them. */
    void adopt(List<AuditRow> late) {
        Set<String> others = late.stream()
                .filter(row -> row.kind() == RowKind.INTENT && !row.serverId().equals(serverId))
                .map(AuditRow::serverId)
                .collect(Collectors.toUnmodifiableSet());
        if (!others.isEmpty()) {
            heartbeat.adopt(others, chain.headNumber(database));
        }
    }

    /** @return how many calls were marked */
    int mark() {
        // later rows are left to the next time, when all of them are committed
        long head = chain.headNumber(database);
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
                .setParameter("intent", RowKind.INTENT)
                .setParameter("outcome", RowKind.OUTCOME)
                .setParameter("unknown", RowKind.UNKNOWN)
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

    /**
     * Calls of this server that have an intent and no outcome in the database yet: after a crash only the rows after
     * the oldest of them are searched. Bounded by the running calls, by the journal, and by {@value
     * #MAX_WITHOUT_OUTCOME} calls whose outcome was lost. Thread-safe.
     */
    static final class OpenIntents {

        static final int MAX_WITHOUT_OUTCOME = 1_000;

        /** By call, a number that its intent comes after. */
        private final Map<String, Long> floors = new ConcurrentHashMap<>();

        private final AtomicInteger withoutOutcome = new AtomicInteger();
        private volatile long lastNumber;

        /** Before the intent is written. */
        void begin(String callId) {
            floors.put(callId, lastNumber);
        }

        /** The intent was not recorded, and its call is not made. */
        void refused(String callId) {
            floors.remove(callId);
        }

        /** Rows were lost. A call whose outcome is lost stays open, up to the limit, for another server to mark. */
        void lost(List<AuditRow> rows) {
            for (AuditRow row : rows) {
                if (row.kind() == RowKind.OUTCOME && withoutOutcome.incrementAndGet() > MAX_WITHOUT_OUTCOME) {
                    floors.remove(row.callId());
                }
            }
        }

        /** Rows are in the database; the last of them, or a later row, has the number. */
        void written(List<AuditRow> rows, long number) {
            lastNumber = number;
            for (AuditRow row : rows) {
                if (row.kind() == RowKind.OUTCOME) {
                    floors.remove(row.callId());
                }
            }
        }

        /** Every intent of this server up to this number has its outcome in the database. */
        long settledNumber() {
            long settled = lastNumber; // read before the floors: a call that begins now comes after it
            for (long floor : floors.values()) {
                settled = Math.min(settled, floor);
            }
            return settled;
        }

        int size() {
            return floors.size();
        }

        boolean isEmpty() {
            return floors.isEmpty();
        }
    }
}
