package dev.sdpmcp.desk.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.history.Change;
import dev.sdpmcp.history.Change.Outcome;
import dev.sdpmcp.history.ChangeHistory;
import dev.sdpmcp.persistence.DatabaseUnavailable;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.upstream.UpstreamFailure;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/** Writes updates into the change history before they are made, and their outcomes afterwards. Thread-safe. */
final class RecordedChanges {

    private final ChangeHistory history;

    RecordedChanges(ChangeHistory history) {
        this.history = history;
    }

    /**
     * @param plan the write, with the record as it is
     * @param fields what it changes
     * @throws ToolFailure if the history cannot be written; the update is not made then
     */
    WriteResult update(WritePlan plan, ObjectNode fields, Supplier<WriteResult> update) {
        ObjectNode before = Objects.requireNonNull(plan.before(), "the plan does not say how the record is");
        List<Change.Field> planned = KeptValues.planned(before, fields);
        if (planned.isEmpty()) {
            return update.get();
        }
        Change change = new Change(
                UUID.randomUUID().toString(),
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                plan.type().noun(),
                String.valueOf(Fields.text(before, "id")),
                Fields.displayId(before),
                plan.doer(),
                Outcome.OPEN,
                planned);
        begin(change);
        return settled(change, update);
    }

    private void begin(Change change) {
        try {
            history.begin(change);
        } catch (DatabaseUnavailable away) {
            throw new ToolFailure(
                    "The change history cannot be written (the database of this server does not answer), so nothing was"
                            + " changed. Try again later; if it lasts, an operator must look.",
                    away);
        }
    }

    /** With an unknown outcome, such as after a cancellation, the change stays open. */
    private WriteResult settled(Change change, Supplier<WriteResult> update) {
        Outcome outcome = Outcome.OPEN;
        try {
            WriteResult written = update.get();
            outcome = Outcome.MADE;
            return written;
        } catch (OutcomeUnknown unknown) {
            throw unknown;
        } catch (ToolFailure | UpstreamFailure certain) {
            outcome = Outcome.NOT_MADE;
            throw certain;
        } finally {
            if (outcome != Outcome.OPEN) {
                history.settle(change.id(), outcome);
            }
        }
    }
}
