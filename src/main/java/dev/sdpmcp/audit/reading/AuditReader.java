package dev.sdpmcp.audit.reading;

import dev.sdpmcp.audit.row.ApiAuditLog;
import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.CallOutcome;
import dev.sdpmcp.audit.row.CallTargets;
import dev.sdpmcp.audit.row.RowKind;
import dev.sdpmcp.persistence.Database;
import jakarta.persistence.TypedQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Pages of calls. One row stands for a call: the one of a read, the outcome of a change, the mark of a lost one, or
 * the intent while there is neither. Each page is one short transaction and finds its place through an
 * index, so a page of millions costs what a page of hundreds does, and none is counted. Thread-safe; blocks.
 */
public final class AuditReader {

    private static final String ENDS =
            "SELECT o FROM ApiAuditLog o WHERE o.callId IN :calls AND o.rowKind IN (:end, :lost)";

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
    public AuditPage page(AuditCriteria wanted, Optional<AuditCursor> after, int most) {
        List<AuditEntry> found = new ArrayList<>();
        AuditCursor place = beginning(wanted, after.orElse(AuditCursor.NEWEST));
        boolean more = true;
        while (more && found.size() <= most) {
            List<ApiAuditLog> rows = rows(wanted, place, most + 1);
            more = rows.size() > most;
            if (more) {
                AuditRow last = rows.get(most).row();
                place = new AuditCursor(last.happenedAt(), rows.get(most).entryNumber());
            }
            found.addAll(standing(rows));
        }
        if (found.size() <= most) {
            return new AuditPage(found, Optional.empty());
        }
        AuditEntry last = found.get(most - 1);
        return new AuditPage(
                found.subList(0, most), Optional.of(new AuditCursor(last.row().happenedAt(), last.number())));
    }

    /**
     * The end of the time wanted is a place too, and not a further condition: of two upper bounds H2 takes the
     * later one to enter an index that descends, and would read all rows between them.
     */
    private static AuditCursor beginning(AuditCriteria wanted, AuditCursor after) {
        return wanted.to()
                .filter(to -> !to.isAfter(after.happenedAt()))
                .map(AuditCursor::before)
                .orElse(after);
    }

    private List<ApiAuditLog> rows(AuditCriteria wanted, AuditCursor after, int most) {
        Conditions conditions = conditions(wanted, after);
        return database.inTransaction(manager -> {
            TypedQuery<ApiAuditLog> query = manager.createQuery(
                    "SELECT e FROM ApiAuditLog e WHERE " + conditions.text() + " ORDER BY " + leading(wanted)
                            + "e.happenedAt DESC, e.entryNumber DESC",
                    ApiAuditLog.class);
            conditions.values().forEach(query::setParameter);
            return query.setMaxResults(most).getResultList();
        });
    }

    /**
     * Without the rows of which a later row of the same call says more. Asked for by name and not by NOT EXISTS, for
     * which PostgreSQL would read all outcomes there are.
     */
    private List<AuditEntry> standing(List<ApiAuditLog> rows) {
        List<AuditEntry> entries = rows.stream().map(AuditEntry::of).toList();
        List<String> unsure = entries.stream()
                .filter(entry -> !isEnd(entry.row().kind()))
                .map(entry -> entry.row().callId())
                .distinct()
                .toList();
        if (unsure.isEmpty()) {
            return entries;
        }
        Set<String> ended = new HashSet<>();
        Set<String> marked = new HashSet<>();
        for (ApiAuditLog end : ends(unsure)) {
            AuditRow row = end.row();
            (row.kind() == RowKind.OUTCOME ? ended : marked).add(row.callId());
        }
        return entries.stream()
                .filter(entry -> stands(entry.row(), ended, marked))
                .toList();
    }

    private List<ApiAuditLog> ends(List<String> calls) {
        return database.inTransaction(manager -> manager.createQuery(ENDS, ApiAuditLog.class)
                .setParameter("calls", calls)
                .setParameter("end", RowKind.OUTCOME)
                .setParameter("lost", RowKind.UNKNOWN)
                .getResultList());
    }

    private static boolean isEnd(RowKind kind) {
        return kind == RowKind.CALL || kind == RowKind.OUTCOME;
    }

    private static boolean stands(AuditRow row, Set<String> ended, Set<String> marked) {
        boolean superseded =
                ended.contains(row.callId()) || (row.kind() == RowKind.INTENT && marked.contains(row.callId()));
        return isEnd(row.kind()) || !superseded;
    }

    /**
     * A column that is the same in all rows wanted changes nothing about their order, but has H2 go along the index
     * that begins with it instead of sorting everything that it finds.
     */
    private static String leading(AuditCriteria wanted) {
        if (wanted.entity().isPresent()) {
            return CallTargets.isDisplayId(wanted.entity().get()) ? "e.displayId, " : "e.entityId, ";
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

    private static Conditions conditions(AuditCriteria wanted, AuditCursor after) {
        Conditions conditions = new Conditions(new StringBuilder(400), new HashMap<>());
        // in this form an index can be entered at the time; with a plain OR it could not
        conditions.text().append("e.happenedAt <= :at AND (e.happenedAt < :at OR e.entryNumber < :number)");
        conditions.values().put("at", after.happenedAt());
        conditions.values().put("number", after.entryNumber());
        from(wanted).ifPresent(from -> conditions.add("e.happenedAt >= :from", "from", from));
        wanted.key().ifPresent(key -> conditions.add("e.keyName = :key", "key", key));
        wanted.tool().ifPresent(tool -> conditions.add("e.toolName = :tool", "tool", tool));
        wanted.entity().ifPresent(digits -> conditions.add(entity(digits), "entity", digits));
        wanted.outcome().ifPresent(outcome -> conditions.add("e.outcome = :outcome", "outcome", outcome));
        conditions.text().append(" AND e.rowKind NOT IN (:newKey, :broken)"); // the chain's own rows
        conditions.values().put("newKey", RowKind.NEW_KEY);
        conditions.values().put("broken", RowKind.BREAK);
        return conditions;
    }

    /** Nearly every intent has its outcome; those that could be without are looked for among the latest. */
    private static Optional<Instant> from(AuditCriteria wanted) {
        boolean open = wanted.outcome().filter(CallOutcome.OPEN::equals).isPresent();
        return open && wanted.from().isEmpty() ? Optional.of(Instant.now().minus(OPEN_WITHIN)) : wanted.from();
    }

    private static String entity(String digits) {
        return CallTargets.isDisplayId(digits) ? "e.displayId = :entity" : "e.entityId = :entity";
    }
}
