package dev.sdpmcp.history;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;

/**
 * Rows of {@code change_history} with the beginning of each value. The database cuts them: a value may have 200,000
 * characters, and a page hundreds of them. Stateless.
 */
final class ShownFields {

    private ShownFields() {}

    /**
     * The fields of these changes, newest change first.
     *
     * @param characters of each value at most
     * @param rows at most
     */
    static List<ChangedField> of(EntityManager manager, List<String> changeIds, int characters, int rows) {
        return manager
                .createQuery(
                        "SELECT f.changeId, f.changedAt, f.entityType, f.entityId, f.displayId, f.fieldName,"
                                + " SUBSTRING(f.oldValue, 1, " + characters + "),"
                                + " SUBSTRING(f.newValue, 1, " + characters + "),"
                                + " f.outcome, f.toolName, f.keyName, f.clientAddress, f.correlationId"
                                + " FROM ChangedField f WHERE f.changeId IN :ids"
                                + " ORDER BY f.changedAt DESC, f.changeId DESC, f.rowId",
                        Object[].class)
                .setParameter("ids", changeIds)
                .setMaxResults(rows)
                .getResultList()
                .stream()
                .map(ShownFields::row)
                .toList();
    }

    private static ChangedField row(Object[] row) {
        Change.Field field = new Change.Field(text(row, 5), text(row, 6), text(row, 7));
        return new ChangedField(
                new Change(
                        text(row, 0),
                        (Instant) row[1],
                        text(row, 2),
                        text(row, 3),
                        text(row, 4),
                        new Change.Doer(text(row, 9), text(row, 10), text(row, 11), text(row, 12)),
                        (Change.Outcome) row[8],
                        List.of(field)),
                0);
    }

    @SuppressWarnings("NullAway") // what may be null in the table may be null in the record
    private static String text(Object[] row, int column) {
        return (String) row[column];
    }
}
