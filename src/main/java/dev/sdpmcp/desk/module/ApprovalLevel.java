package dev.sdpmcp.desk.module;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.module.engine.ModuleContext;
import dev.sdpmcp.upstream.EntityId;
import dev.sdpmcp.upstream.ListQuery;
import dev.sdpmcp.upstream.ResourceType;
import dev.sdpmcp.upstream.ResourceType.Entity;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A level of approvals of a record, as it was read.
 *
 * @param entity in the API
 * @param level as ServiceDesk Plus shows it
 * @param approvals at most {@value #MAX_APPROVALS}
 */
record ApprovalLevel(Entity entity, JsonNode level, List<JsonNode> approvals) {

    /** More than any site has; each level costs a call. */
    static final int MAX_LEVELS = 10;

    static final int MAX_APPROVALS = 100;
    static final String TO_BE_SENT = "To Be Sent";
    static final String PENDING = "Pending Approval";

    /** The levels of a record. */
    static ResourceType collection(Entity owner) {
        return owner.part("approval_level", "approval_levels");
    }

    /** The first levels of a record, by their numbers. */
    static List<ApprovalLevel> of(Entity owner, ModuleContext context) {
        return context.helpDesk().list(collection(owner), ListQuery.first(MAX_LEVELS)).rows().stream()
                .filter(row -> Fields.text(row, "id") != null)
                .map(row -> of(owner, row, context))
                .sorted((one, other) -> Integer.compare(one.number(), other.number()))
                .toList();
    }

    private static ApprovalLevel of(Entity owner, JsonNode row, ModuleContext context) {
        EntityId id = new EntityId(Objects.requireNonNull(Fields.text(row, "id")));
        Entity level = collection(owner).entity(id);
        return new ApprovalLevel(
                level,
                row,
                context.helpDesk()
                        .list(approvals(level), ListQuery.first(MAX_APPROVALS))
                        .rows());
    }

    /** The approvals of a level. */
    static ResourceType approvals(Entity level) {
        return level.part("approval", "approvals");
    }

    int number() {
        return level.path("level").asInt();
    }

    /** Whether it waits for all of these people. */
    boolean waitsFor(List<ObjectNode> people) {
        return people.stream()
                .allMatch(
                        person -> approvals.stream().anyMatch(approval -> isOf(approval, person) && isOpen(approval)));
    }

    /** Those of these people that it has no approval of. */
    Stream<ObjectNode> without(List<ObjectNode> people) {
        return people.stream().filter(person -> approvals.stream().noneMatch(approval -> isOf(approval, person)));
    }

    /** Whether the approval is that of a person. */
    static boolean isOf(JsonNode approval, ObjectNode person) {
        return person.properties().stream()
                .allMatch(part -> part.getValue()
                        .asText()
                        .equalsIgnoreCase(Fields.text(approval.path("approver"), part.getKey())));
    }

    static boolean is(JsonNode approval, String status) {
        return status.equalsIgnoreCase(Fields.name(approval, "status"));
    }

    private static boolean isOpen(JsonNode approval) {
        return is(approval, TO_BE_SENT) || is(approval, PENDING);
    }
}
