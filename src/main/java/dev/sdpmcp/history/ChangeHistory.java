package dev.sdpmcp.history;

import dev.sdpmcp.config.AuditSettings;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseUnavailable;
import dev.sdpmcp.telemetry.ExceptionSummary;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The record of updates. Thread-safe; every method may block for the database.
 *
 * <p>A change is recorded before it is made, so that none is lost if the server crashes, and its outcome afterwards.
 * Outcomes that the database does not take now are kept, up to a bound, and written later; a change whose outcome was never
 * written stays {@link Change.Outcome#OPEN}, which is then the truth.
 */
public final class ChangeHistory {

    /** Changes in one answer at most. */
    public static final int MAX_AT_ONCE = 100;

    /** Characters of the JSON of each value on a page. */
    public static final int MAX_SHOWN_CHARACTERS = 2_000;

    /** Fields of all changes of a page together. */
    public static final int MAX_FIELDS_ON_PAGE = 200;

    private static final Logger LOG = System.getLogger(ChangeHistory.class.getName());
    private static final int MAX_UNSETTLED = 1_000;

    private final Database database;
    private final AuditSettings.Mode mode;

    /** Outcomes that are not written yet, by the id of the change. Guarded by its monitor. */
    private final Map<String, Change.Outcome> unsettled = new LinkedHashMap<>();

    /**
     * A place among changes, newest first; of two that were begun in the same microsecond the larger id comes first.
     *
     * @param changeId empty for the place before all of that time
     */
    public record Place(Instant at, String changeId) {

        /** Before the newest. */
        public static final Place START = new Place(Instant.parse("9999-01-01T00:00:00Z"), "");

        /** Behind that change. */
        public static Place after(Change change) {
            return new Place(change.at(), change.id());
        }
    }

    /** @param mode whether a change may be made that could not be recorded */
    public ChangeHistory(Database database, AuditSettings.Mode mode) {
        this.database = database;
        this.mode = mode;
    }

    /**
     * Records the change before it is made.
     *
     * @throws DatabaseUnavailable if that cannot be done and must be: the change must not be made then
     */
    public void begin(Change change) {
        try {
            write(change);
        } catch (DatabaseUnavailable away) {
            if (mode == AuditSettings.Mode.STRICT) {
                throw away;
            }
            LOG.log(Level.WARNING, "change {0} is made without being in the change history", change.id());
        }
    }

    private void write(Change change) {
        database.run(manager -> {
            for (int position = 0; position < change.fields().size(); position++) {
                manager.persist(new ChangedField(change, position));
            }
        });
    }

    /** Records the outcome of a change that was begun. Never fails: an outcome that cannot be written now is written later. */
    public void settle(String changeId, Change.Outcome outcome) {
        synchronized (unsettled) {
            if (unsettled.size() >= MAX_UNSETTLED) {
                LOG.log(Level.ERROR, "the outcome of change {0} is not kept: {1}", changeId, outcome);
                return;
            }
            unsettled.put(changeId, outcome);
        }
        writeOutcomes();
    }

    /** Writes the outcomes that wait; called periodically. */
    public void writeOutcomes() {
        // one order for all: two who update the same rows in different ones would wait for each other
        Map<String, Change.Outcome> known;
        synchronized (unsettled) {
            known = new TreeMap<>(unsettled);
        }
        if (known.isEmpty()) {
            return;
        }
        try {
            database.run(manager -> known.forEach((id, outcome) -> manager.createQuery(
                            "UPDATE ChangedField f SET f.outcome = :outcome WHERE f.changeId = :id")
                    .setParameter("outcome", outcome)
                    .setParameter("id", id)
                    .executeUpdate()));
            synchronized (unsettled) {
                unsettled.keySet().removeAll(known.keySet());
            }
        } catch (DatabaseUnavailable later) {
            LOG.log(Level.WARNING, "{0} outcomes of changes wait for the database", known.size());
        } catch (RuntimeException unexpected) {
            // the change was made, so the caller must not get a failure
            LOG.log(
                    Level.ERROR,
                    "{0} outcomes of changes could not be written and wait: {1}",
                    known.size(),
                    ExceptionSummary.inOneLine(unexpected));
        }
    }

    /**
     * A page of changes.
     *
     * @param changes newest first; of each value at most the first {@value #MAX_SHOWN_CHARACTERS} characters of its JSON
     * @param more whether there may be older ones
     */
    public record Page(List<Change> changes, boolean more) {

        public Page {
            changes = List.copyOf(changes);
        }
    }

    /**
     * The changes of a record, for people. The database cuts long values and counts the fields, so that a page
     * never holds more than {@value #MAX_FIELDS_ON_PAGE} fields, however many changes and long texts there are.
     *
     * @param before only what comes after this place in that order
     * @param max at most {@value #MAX_AT_ONCE}
     */
    public Page of(String entityType, String entityId, Place before, int max) {
        int bounded = Math.min(max, MAX_AT_ONCE);
        return database.inTransaction(manager -> {
            List<String> ids = manager.createQuery(
                            "SELECT f.changeId FROM ChangedField f WHERE f.entityType = :type AND f.entityId = :entity"
                                    + " AND (f.changedAt < :at OR (f.changedAt = :at AND f.changeId < :id))"
                                    + " GROUP BY f.changeId, f.changedAt ORDER BY f.changedAt DESC, f.changeId DESC",
                            String.class)
                    .setParameter("type", entityType)
                    .setParameter("entity", entityId)
                    .setParameter("at", before.at())
                    .setParameter("id", before.changeId())
                    .setMaxResults(bounded)
                    .getResultList();
            if (ids.isEmpty()) {
                return new Page(List.of(), false);
            }
            List<ChangedField> rows = ShownFields.of(manager, ids, MAX_SHOWN_CHARACTERS, MAX_FIELDS_ON_PAGE + 1);
            boolean cut = rows.size() > MAX_FIELDS_ON_PAGE;
            List<Change> changes = changes(rows.subList(0, Math.min(rows.size(), MAX_FIELDS_ON_PAGE)));
            // the last one may lack fields, and comes first on the next page; one that fills a page alone cannot
            List<Change> whole = cut && changes.size() > 1 ? changes.subList(0, changes.size() - 1) : changes;
            return new Page(whole, cut || ids.size() == bounded);
        });
    }

    /** Where that change is in the order of a page, if there is such a change; reads no values. */
    public Optional<Place> placeOf(String changeId) {
        return database.inTransaction(manager -> manager.createQuery(
                        "SELECT f.changedAt FROM ChangedField f WHERE f.changeId = :id", Instant.class)
                .setParameter("id", changeId)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(at -> new Place(at, changeId)));
    }

    /** The change of that id with its whole values, if there is one. */
    public Optional<Change> find(String changeId) {
        return database.inTransaction(manager -> changes(manager.createQuery(
                                "SELECT f FROM ChangedField f WHERE f.changeId = :id ORDER BY f.rowId",
                                ChangedField.class)
                        .setParameter("id", changeId)
                        .getResultList())
                .stream()
                .findFirst());
    }

    /** Deletes what was begun before, some rows at a time; says how many. */
    public int forgetBefore(Instant limit, int maxRows) {
        return database.inTransaction(manager -> {
            List<String> rows = manager.createQuery(
                            "SELECT f.rowId FROM ChangedField f WHERE f.changedAt < :limit", String.class)
                    .setParameter("limit", limit)
                    .setMaxResults(maxRows)
                    .getResultList();
            return rows.isEmpty()
                    ? Integer.valueOf(0)
                    : Integer.valueOf(manager.createQuery("DELETE FROM ChangedField f WHERE f.rowId IN :rows")
                            .setParameter("rows", rows)
                            .executeUpdate());
        });
    }

    private List<Change> changes(List<ChangedField> rows) {
        Map<String, List<ChangedField>> byChange = new LinkedHashMap<>();
        rows.forEach(row -> byChange.computeIfAbsent(row.changeId(), id -> new ArrayList<>())
                .add(row));
        return byChange.values().stream()
                .map(fields -> fields.getFirst()
                        .change(fields.stream().map(ChangedField::field).toList()))
                .map(this::settled)
                .toList();
    }

    /** An outcome that is known here and not written yet. */
    private Change settled(Change change) {
        synchronized (unsettled) {
            Change.Outcome known = unsettled.get(change.id());
            return known == null ? change : change.with(known);
        }
    }
}
