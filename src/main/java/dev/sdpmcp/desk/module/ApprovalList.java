package dev.sdpmcp.desk.module;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.DeskZone;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.tool.CuttableResult;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The approvals of a record as {@code list_approvals} shows them, cut between approvals.
 *
 * @param status of the record; null if it has none
 * @param rows level by level; a level without approvals has one row
 * @param more whether there may be further levels
 */
record ApprovalList(@Nullable String status, List<ObjectNode> rows, boolean more)
        implements CuttableResult<ObjectNode> {

    ApprovalList {
        rows = List.copyOf(rows);
    }

    /** The approvals of some levels. */
    static List<ObjectNode> rows(List<ApprovalLevel> levels, DeskZone zone) {
        return levels.stream()
                .flatMap(level -> level.approvals().isEmpty()
                        ? Stream.of(row(level))
                        : level.approvals().stream().map(approval -> addTo(row(level), approval, zone)))
                .toList();
    }

    private static ObjectNode row(ApprovalLevel level) {
        ObjectNode row = JsonNodeFactory.instance
                .objectNode()
                .put("level", level.number())
                .put("level_id", level.entity().id().digits());
        put(row, "level_status", Fields.name(level.level(), "status"));
        put(row, "stage", Fields.name(level.level(), "stage"));
        return row;
    }

    /** Adds what an approval says to a result that has begun. */
    static ObjectNode addTo(ObjectNode shown, JsonNode approval, DeskZone zone) {
        put(shown, "approval_id", Fields.text(approval, "id"));
        put(shown, "approver", Fields.person(approval, "approver"));
        put(shown, "status", Fields.name(approval, "status"));
        put(shown, "comment", Fields.text(approval, "comments"));
        put(shown, "sent_on", zone.moment(approval, "sent_on"));
        put(shown, "decided_on", zone.moment(approval, "action_taken_on"));
        return shown;
    }

    private static void put(ObjectNode shown, String name, @Nullable String value) {
        if (value != null) {
            shown.put(name, value);
        }
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public int leastSize() {
        return Math.min(1, rows.size());
    }

    @Override
    public ObjectNode ofSize(int size) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        put(shown, "approval_status", status);
        shown.put("returned", size).put("has_more", more || size < rows.size());
        rows.subList(0, size).forEach(shown.putArray("approvals")::add);
        return shown;
    }
}
