package dev.sdpmcp.audit.reading;

import dev.sdpmcp.audit.row.ApiAuditLog;
import dev.sdpmcp.audit.row.CallOutcome;
import dev.sdpmcp.audit.row.CallTargets;
import dev.sdpmcp.audit.row.RowKind;
import dev.sdpmcp.persistence.Database;
import jakarta.persistence.TypedQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pages of calls. One row stands for a call: the one of a read, the outcome of a change, the mark of a lost one, or the intent
 * while there is neither. Each page is a short transaction of its own and finds its place through an index, so a page of
 * millions costs what a page of hundreds does, and none is counted. Thread-safe; blocks.
 */
public final class AuditReader {

    private static final String OUTCOME_OF =
            "SELECT o.entryNumber FROM ApiAuditLog o WHERE o.callId = e.callId AND o.rowKind ";
    private static final String ONE_ROW_A_CALL = "(e.rowKind IN (:call, :end)"
            + " OR (e.rowKind = :lost AND NOT EXISTS (" + OUTCOME_OF + "= :end))"
            + " OR (e.rowKind = :intent AND NOT EXISTS (" + OUTCOME_OF + "IN (:end, :lost))))";

    /** How far back open calls are looked for if nothing is said: their server lives, or they would be unknown. */
    private static final Duration OPEN_WITHIN = Duration.ofDays(1);

    private final Database database;

    public AuditReader(Database database) {
        this.database = database;
    }

    /**
     * @param after where the page before ended; empty for the newest
     * @param most entries at most
     * @throws dev.sdpmcp.persistence.DatabaseUnavailable if the database cannot be used now
     */
    public AuditPage page(WantedCalls wanted, Optional<AuditCursor> after, int most) {
        Conditions conditions = conditions(wanted, after.orElse(AuditCursor.NEWEST));
        List<AuditEntry> found = database.inTransaction(manager -> {
            TypedQuery<ApiAuditLog> query = manager.createQuery(
                    "SELECT e FROM ApiAuditLog e WHERE " + conditions.text()
                            + " ORDER BY " + leading(wanted) + "e.happenedAt DESC, e.entryNumber DESC",
                    ApiAuditLog.class);
            conditions.values().forEach(query::setParameter);
            return query.setMaxResults(most + 1).getResultList().stream()
                    .map(AuditEntry::of)
                    .toList();
        });
        if (found.size() <= most) {
            return new AuditPage(found, Optional.empty());
        }
        AuditEntry last = found.get(most - 1);
        return new AuditPage(
                found.subList(0, most), Optional.of(new AuditCursor(last.row().happenedAt(), last.number())));
    }

    /**
     * A column that is the same in all rows wanted changes nothing about their order, but has H2 go along the index that
     * begins with it instead of sorting everything that it finds.
     */
    private static String leading(WantedCalls wanted) {
        if (wanted.ticket().isPresent()) {
            return CallTargets.isNumber(wanted.ticket().get()) ? "e.ticketNumber, " : "e.ticketId, ";
        }
        if (wanted.outcome().isPresent() && wanted.outcome().get() != CallOutcome.OK) {
            return "e.outcome, ";
        }
        if (wanted.key().isPresent()) {
            return "e.keyName, ";
        }
        return wanted.tool().isPresent() ? "e.toolName, " : "";
    }

    private record Conditions(StringBuilder text, Map<String, Object> values) {

        void add(String condition, String name, Object value) {
            text.append(" AND ").append(condition);
            values.put(name, value);
        }
    }

    private static Conditions conditions(WantedCalls wanted, AuditCursor after) {
        Conditions conditions = new Conditions(new StringBuilder(400), new HashMap<>());
        // in this form an index can be entered at the time; with a plain OR it could not
        conditions.text().append("e.happenedAt <= :at AND (e.happenedAt < :at OR e.entryNumber < :number)");
        conditions.values().put("at", after.happenedAt());
        conditions.values().put("number", after.entryNumber());
        from(wanted).ifPresent(from -> conditions.add("e.happenedAt >= :from", "from", from));
        wanted.to().ifPresent(to -> conditions.add("e.happenedAt < :to", "to", to));
        wanted.key().ifPresent(key -> conditions.add("e.keyName = :key", "key", key));
        wanted.tool().ifPresent(tool -> conditions.add("e.toolName = :tool", "tool", tool));
        wanted.ticket().ifPresent(digits -> conditions.add(ticket(digits), "ticket", digits));
        wanted.outcome().ifPresent(outcome -> conditions.add("e.outcome = :outcome", "outcome", outcome));
        addOneRowACall(conditions);
        return conditions;
    }

    /** Nearly every intent has its outcome; those that could be without are looked for among the latest. */
    private static Optional<Instant> from(WantedCalls wanted) {
        boolean open = wanted.outcome().filter(CallOutcome.OPEN::equals).isPresent();
        return open && wanted.from().isEmpty() ? Optional.of(Instant.now().minus(OPEN_WITHIN)) : wanted.from();
    }

    private static String ticket(String digits) {
        return CallTargets.isNumber(digits) ? "e.ticketNumber = :ticket" : "e.ticketId = :ticket";
    }

    private static void addOneRowACall(Conditions conditions) {
        conditions.text().append(" AND ").append(ONE_ROW_A_CALL);
        conditions.values().put("call", RowKind.CALL);
        conditions.values().put("end", RowKind.OUTCOME);
        conditions.values().put("lost", RowKind.UNKNOWN);
        conditions.values().put("intent", RowKind.INTENT);
    }
}
