package dev.sdpmcp.audit.reading;

import dev.sdpmcp.audit.reading.AuditPage.AuditCursor;
import dev.sdpmcp.audit.reading.AuditPage.AuditEntry;
import dev.sdpmcp.audit.row.ApiAuditLog;
import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.AuditRow.CallOutcome;
import dev.sdpmcp.audit.row.AuditRow.RowKind;
import dev.sdpmcp.audit.row.CallTargets;
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
 * Reader of pages of calls. A call is shown by one row: the row of a read, the outcome of a change, the mark of a lost
 * change, or the intent if there is neither. Each page is one short transaction and is found through an index, so its
 * cost does not depend on the length of the trail. Thread-safe; blocks.
 */
public final class AuditReader {

    private static final String ENDS =
            "SELECT o FROM ApiAuditLog o WHERE o.callId IN :calls AND o.rowKind IN (:end, :lost)";

    /** Default period for open calls: calls of a server that is gone are marked unknown sooner. */
    private static final Duration OPEN_WITHIN = Duration.ofDays(1);

    private final Database database;

    /**
     * Filter of calls; an empty part matches all.
     *
     * @param from first time at which a call began
     * @param to time before which a call began
     * @param key name of the API key
     * @param entity internal id, or the number that people use; digits
     */
    public record AuditCriteria(
            Optional<Instant> from,
            Optional<Instant> to,
            Optional<String> key,
            Optional<String> tool,
            Optional<String> entity,
            Optional<CallOutcome> outcome) {

        /** Matches every call. */
        public static final AuditCriteria ALL = new AuditCriteria(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        private Optional<String> entityColumn() {
            return entity.map(digits -> CallTargets.isDisplayId(digits) ? "e.displayId" : "e.entityId");
        }
    }

    public AuditReader(Database database) {
        this.database = database;
    }

    /**
     * @param after the end of the page before; empty for the newest
     * @throws dev.sdpmcp.persistence.DatabaseUnavailable if the database cannot be used now
     */
    public AuditPage page(AuditCriteria filter, Optional<AuditCursor> after, int max) {
        List<AuditEntry> found = new ArrayList<>();
        AuditCursor place = beginning(filter, after.orElse(AuditCursor.NEWEST));
        boolean more = true;
        while (more && found.size() <= max) {
            List<AuditEntry> rows = rows(filter, place, max + 1);
            more = rows.size() > max;
            if (more) {
                place = rows.get(max).cursor();
            }
            found.addAll(current(rows));
        }
        return found.size() <= max
                ? new AuditPage(found, Optional.empty())
                : new AuditPage(
                        found.subList(0, max), Optional.of(found.get(max - 1).cursor()));
    }

    /**
     * The end of the period becomes the cursor instead of another condition: of two upper bounds H2 uses the later one
     * to enter a descending index, and would read all rows between them.
     */
    private static AuditCursor beginning(AuditCriteria filter, AuditCursor after) {
        return filter.to()
                .filter(to -> !to.isAfter(after.happenedAt()))
                .map(AuditCursor::before)
                .orElse(after);
    }

    private List<AuditEntry> rows(AuditCriteria filter, AuditCursor after, int max) {
        StringBuilder where = new StringBuilder(400);
        Map<String, Object> values = conditions(where, filter, after);
        List<ApiAuditLog> rows = database.inTransaction(manager -> {
            TypedQuery<ApiAuditLog> query = manager.createQuery(
                    "SELECT e FROM ApiAuditLog e WHERE " + where + " ORDER BY " + leading(filter)
                            + "e.happenedAt DESC, e.entryNumber DESC",
                    ApiAuditLog.class);
            values.forEach(query::setParameter);
            return query.setMaxResults(max).getResultList();
        });
        return rows.stream().map(AuditEntry::of).toList();
    }

    /**
     * The rows that no later row of the same call supersedes. Later rows are queried by call id, since PostgreSQL would
     * read all outcomes for NOT EXISTS.
     */
    private List<AuditEntry> current(List<AuditEntry> entries) {
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
                .filter(entry -> isCurrent(entry.row(), ended, marked))
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

    private static boolean isCurrent(AuditRow row, Set<String> ended, Set<String> marked) {
        boolean superseded =
                ended.contains(row.callId()) || (row.kind() == RowKind.INTENT && marked.contains(row.callId()));
        return isEnd(row.kind()) || !superseded;
    }

    /**
     * A column with the same value in all rows does not change their order, but lets H2 read along the index that
     * begins with it instead of sorting all rows that it finds.
     */
    private static String leading(AuditCriteria filter) {
        if (filter.entityColumn().isPresent()) {
            return filter.entityColumn().get() + ", ";
        }
        if (filter.outcome().filter(outcome -> outcome != CallOutcome.OK).isPresent()) {
            return "e.outcome, ";
        }
        if (filter.key().isPresent()) {
            return "e.keyName, ";
        }
        return filter.tool().isPresent() ? "e.toolName, " : "";
    }

    /** @return values of the parameters */
    private static Map<String, Object> conditions(StringBuilder where, AuditCriteria filter, AuditCursor after) {
        Map<String, Object> values = new HashMap<>();
        // an index can be entered at this time; with a plain OR it could not
        where.append("e.happenedAt <= :at AND (e.happenedAt < :at OR e.entryNumber < :number)");
        values.put("at", after.happenedAt());
        values.put("number", after.entryNumber());
        from(filter).ifPresent(from -> {
            where.append(" AND e.happenedAt >= :from");
            values.put("from", from);
        });
        equal("e.keyName", filter.key(), "key", where, values);
        equal("e.toolName", filter.tool(), "tool", where, values);
        equal(filter.entityColumn().orElse(""), filter.entity(), "entity", where, values);
        equal("e.outcome", filter.outcome(), "outcome", where, values);
        where.append(" AND e.rowKind NOT IN (:newKey, :broken)"); // rows of the chain itself
        values.put("newKey", RowKind.NEW_KEY);
        values.put("broken", RowKind.BREAK);
        return values;
    }

    private static void equal(
            String column, Optional<?> value, String name, StringBuilder where, Map<String, Object> values) {
        value.ifPresent(given -> {
            where.append(" AND ").append(column).append(" = :").append(name);
            values.put(name, given);
        });
    }

    /** Nearly every intent has its outcome, so that open calls are searched among the latest only. */
    private static Optional<Instant> from(AuditCriteria filter) {
        boolean open = filter.outcome().filter(CallOutcome.OPEN::equals).isPresent();
        return open && filter.from().isEmpty() ? Optional.of(Instant.now().minus(OPEN_WITHIN)) : filter.from();
    }
}
