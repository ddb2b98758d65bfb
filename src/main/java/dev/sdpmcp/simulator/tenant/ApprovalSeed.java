package dev.sdpmcp.simulator.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.wire.Json;

/** Makes the approvals of changes that wait for one: they ask the account of the API. */
record ApprovalSeed(Portal portal, PlainRecords records) {
    private static final String PENDING = "Pending Approval";

    /** Adds them, with the status that only approvals need. */
    void addAll() {
        records.add("approval_status", Json.object().put("name", "To Be Sent"));
        String pending = records.record("approval_status", PENDING).id();
        portal.all("change").stream()
                .filter(change -> change.text("approval_status").equals(pending))
                .forEach(this::add);
    }

    private void add(Entity change) {
        String approver = portal.all("technician").getFirst().id();
        ObjectNode level = Json.object()
                .put("change", change.id())
                .put("level", 1L)
                .put("approval_rule", "everyone")
                .put("associated_entity", "change")
                .put("status", PENDING)
                .put("created_time", change.number("created_time"))
                .put("created_by", approver);
        Entity added = records.addBare("approval_level", level.set("stage", change.get("stage")));
        records.addBare(
                "approval",
                Json.object()
                        .put("approval_level", added.id())
                        .put("approver", approver)
                        .put("original_approver", approver)
                        .put("status", PENDING)
                        .put("sent_on", change.number("created_time")));
    }
}
