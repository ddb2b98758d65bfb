package dev.sdpmcp.desk.module;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.module.engine.ModuleContext;
import dev.sdpmcp.desk.module.engine.ModuleDescription;
import dev.sdpmcp.desk.write.OutcomeUnknown;
import dev.sdpmcp.desk.write.RecordType;
import dev.sdpmcp.desk.write.WritePlan;
import dev.sdpmcp.desk.write.WritePlan.Operation;
import dev.sdpmcp.history.Change.Doer;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.upstream.EntityId;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.ListQuery;
import dev.sdpmcp.upstream.ResourceType;
import dev.sdpmcp.upstream.ResourceType.Entity;
import dev.sdpmcp.upstream.UpstreamFailure;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks people to approve a record: a level, an approval for each person, and the mails. Each step that was done before is
 * left out, so that a repetition goes on where an earlier call ended, and sends no second mail.
 *
 * @param owner the record
 * @param people references to the approvers
 * @param stage of a change, as it is sent; null for other records
 */
record ApprovalRequest(
        ModuleDescription module,
        Entity owner,
        List<ObjectNode> people,
        @Nullable ObjectNode stage,
        ModuleContext context,
        Doer doer) {

    private static final HelpDesk.Action SEND = new HelpDesk.Action("PUT", "send_notification", false);
    private static final String GO_ON =
            "The approval level is there, perhaps with some of the approvals: repeat the call to go on.";
    private static final ObjectNode UNKNOWN =
            JsonNodeFactory.instance.objectNode().put("done", "unknown").put("indeterminate", true);

    /**
     * Does what is left to do.
     *
     * @return the level, as it is afterwards
     */
    ApprovalLevel send() {
        List<ApprovalLevel> levels = ApprovalLevel.of(owner, context);
        Entity level = fitting(levels).map(ApprovalLevel::entity).orElseGet(() -> added(levels));
        try {
            complete(level);
        } catch (OutcomeUnknown unknown) {
            throw unknown.adding(GO_ON);
        } catch (ToolFailure failed) {
            throw new ToolFailure(failed.whatToDo() + " " + GO_ON, failed, failed.data());
        } catch (UpstreamFailure failed) {
            throw new ToolFailure(failed.getMessage() + ". " + GO_ON, failed);
        }
        context.changed(owner);
        return read(level);
    }

    private void complete(Entity level) {
        read(level).without(people).forEach(person -> add(level, person));
        for (JsonNode approval : read(level).approvals()) {
            if (ApprovalLevel.is(approval, ApprovalLevel.TO_BE_SENT)
                    && people.stream().anyMatch(person -> ApprovalLevel.isOf(approval, person))) {
                mail(level, approval);
            }
        }
    }

    /** One that waits for these people, or one that an earlier call left empty. */
    private Optional<ApprovalLevel> fitting(List<ApprovalLevel> levels) {
        List<ApprovalLevel> same = levels.stream()
                .filter(level -> stage == null
                        || String.valueOf(Fields.text(stage, "name"))
                                .equalsIgnoreCase(Fields.name(level.level(), "stage")))
                .toList();
        return same.stream()
                .filter(level -> level.waitsFor(people))
                .findFirst()
                .or(() -> same.stream()
                        .filter(level -> level.approvals().isEmpty())
                        .findFirst());
    }

    private Entity added(List<ApprovalLevel> levels) {
        if (levels.size() == ApprovalLevel.MAX_LEVELS) {
            throw new ToolFailure("Nothing was done: the record has " + levels.size() + " approval levels already.");
        }
        int number = levels.stream().mapToInt(ApprovalLevel::number).max().orElse(0) + 1;
        ObjectNode fields = JsonNodeFactory.instance.objectNode().put("level", number);
        if (stage != null) {
            fields.set("stage", stage);
        }
        ResourceType all = ApprovalLevel.collection(owner);
        Operation.AddMember add =
                new Operation.AddMember(all, row -> row.path("level").asInt() == number);
        JsonNode made = execute(type(all), owner, add, fields);
        return all.entity(new EntityId(String.valueOf(Fields.text(made, "id"))));
    }

    private void add(Entity level, ObjectNode person) {
        ResourceType approvals = ApprovalLevel.approvals(level);
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        fields.set("approver", person);
        execute(
                type(approvals),
                level,
                new Operation.AddMember(approvals, row -> ApprovalLevel.isOf(row, person)),
                fields);
    }

    /** With the content that the site has for it, since that holds the link to approve. */
    private void mail(Entity level, JsonNode approval) {
        ResourceType approvals = ApprovalLevel.approvals(level);
        Entity one = approvals.entity(new EntityId(Objects.requireNonNull(Fields.text(approval, "id"))));
        ObjectNode mail = JsonNodeFactory.instance.objectNode();
        mail.set(
                "notification",
                context.helpDesk()
                        .document(new ResourceType(
                                approvals.path() + "/get_notification_content",
                                "notification",
                                "notification",
                                approvals.scope())));
        Operation.Run send = new Operation.Run(
                (helpDesk, target) -> helpDesk.act(approvals, List.of(target.id()), SEND, mail),
                now -> !ApprovalLevel.is(now, ApprovalLevel.TO_BE_SENT));
        execute(type(approvals), one, send, mail);
    }

    private JsonNode execute(RecordType type, Entity target, Operation operation, ObjectNode fields) {
        return context.writes()
                .execute(new WritePlan(type, target, operation, fields, null, doer), UNKNOWN)
                .entity();
    }

    private RecordType type(ResourceType all) {
        return type(module, owner, all);
    }

    /** Approvals and levels are looked for in the list of the record. */
    static RecordType type(ModuleDescription module, Entity owner, ResourceType all) {
        String look = "list_approvals of " + module.singular() + " " + owner.id() + " for";
        String noun = all.singular().replace('_', ' ');
        return new RecordType(all, noun, noun, "id", look, look, Map.of());
    }

    private ApprovalLevel read(Entity level) {
        try {
            return new ApprovalLevel(
                    level,
                    context.helpDesk().get(level),
                    context.helpDesk()
                            .list(ApprovalLevel.approvals(level), ListQuery.first(ApprovalLevel.MAX_APPROVALS))
                            .rows());
        } catch (UpstreamFailure.NotFound gone) {
            throw new ToolFailure("The approval level was deleted meanwhile. Look with list_approvals.", gone);
        }
    }
}
