package dev.sdpmcp.desk.module;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.ToolFailures;
import dev.sdpmcp.desk.module.engine.ModuleContext;
import dev.sdpmcp.desk.module.engine.ModuleDescription;
import dev.sdpmcp.desk.module.engine.WriteOutcomes;
import dev.sdpmcp.desk.module.engine.WriteTools;
import dev.sdpmcp.desk.text.SingleLine;
import dev.sdpmcp.desk.write.WritePlan;
import dev.sdpmcp.desk.write.WritePlan.Operation;
import dev.sdpmcp.desk.write.WriteResult;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.Effect;
import dev.sdpmcp.tool.FailureCause;
import dev.sdpmcp.tool.PlannedChange;
import dev.sdpmcp.tool.ToolDeclaration;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.tool.ToolHandler;
import dev.sdpmcp.tool.ToolSource;
import dev.sdpmcp.tool.shape.Arguments;
import dev.sdpmcp.tool.shape.Shape;
import dev.sdpmcp.upstream.EntityId;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.ResourceType.Entity;
import dev.sdpmcp.upstream.UpstreamFailure;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tools for approvals of records: list, request, approve, reject. Thread-safe. */
record ApprovalTools(List<ModuleDescription> modules, ModuleContext context) implements ToolSource {

    private static final ObjectNode UNKNOWN =
            JsonNodeFactory.instance.objectNode().put("done", "unknown").put("indeterminate", true);

    @Override
    public Stream<ToolDeclaration> tools() {
        if (modules.isEmpty()) {
            return Stream.of();
        }
        ApprovalShapes shapes = new ApprovalShapes(modules);
        return Stream.of(
                declaration(
                        "list_approvals",
                        "List approvals",
                        "Lists the approvals of a request (ticket) or change, level by level: who is asked, and what they"
                                + " answered.",
                        Effect.READ,
                        Set.of("READ"),
                        shapes.listInput(),
                        shapes.listOutput(),
                        (ToolHandler.Direct) (given, call) -> ToolFailures.translating(() -> list((Arguments) given))),
                declaration(
                        "request_approval",
                        "Request approval",
                        "Asks people to approve a request (ticket) or change and sends them the mail of the site: all of"
                                + " them form one new level. Repeating it sends no second mail.",
                        Effect.WRITE,
                        Set.of("READ", "CREATE", "UPDATE"),
                        shapes.requestInput(),
                        shapes.requestOutput(),
                        planning(this::request)),
                decision("approve", "Approve", "Approved", shapes),
                decision("reject", "Reject", "Rejected", shapes));
    }

    private ToolDeclaration decision(String verb, String title, String status, ApprovalShapes shapes) {
        return declaration(
                verb,
                title,
                title + "s a request (ticket) or change. Works only for approvals that ask the account of this server;"
                        + " it cannot be taken back.",
                Effect.DESTRUCTIVE,
                Set.of("READ", "UPDATE"),
                shapes.decisionInput(),
                shapes.decisionOutput(),
                planning((given, call) -> decide(verb, status, given, call)));
    }

    private static ToolHandler planning(BiFunction<Arguments, CallContext, PlannedChange<ObjectNode>> work) {
        return (ToolHandler.Planning) (given, call) -> ToolFailures.planning(() -> work.apply((Arguments) given, call));
    }

    private ModuleDescription module(Arguments given) {
        return modules.stream()
                .filter(module -> module.singular().equals(given.requiredText("module")))
                .findFirst()
                .orElseThrow();
    }

    private Entity owner(Arguments given) {
        return context.records(module(given)).named(given.requiredText("record_id"));
    }

    private ApprovalList list(Arguments given) {
        // the record is read first: the list of its levels may not report that it is missing
        ObjectNode record = context.records(module(given)).read(given.requiredText("record_id"));
        Entity owner = context.records(module(given)).entityOf(record);
        List<ApprovalLevel> levels = ApprovalLevel.of(owner, context);
        return new ApprovalList(
                Fields.name(record, "approval_status"),
                ApprovalList.rows(levels, context.zone()),
                levels.size() == ApprovalLevel.MAX_LEVELS);
    }

    private PlannedChange<ObjectNode> request(Arguments given, CallContext call) {
        ModuleDescription module = module(given);
        List<?> approvers = Objects.requireNonNull((List<?>) given.value("approvers"));
        List<ObjectNode> people = approvers.stream()
                .map(approver -> context.people().knownRequester(approver.toString()))
                .distinct()
                .toList();
        ObjectNode record = context.records(module).read(given.requiredText("record_id"));
        Entity owner = context.records(module).entityOf(record);
        ApprovalRequest request = new ApprovalRequest(
                module, owner, people, stage(record), context, WriteTools.doer("request_approval", call));
        ObjectNode preview = JsonNodeFactory.instance.objectNode();
        preview.put("done", WriteOutcomes.notDone("approval requested")).putArray("approvals");
        return PlannedChange.of(() -> preview, () -> {
            ApprovalLevel level = request.send();
            ObjectNode shown = JsonNodeFactory.instance
                    .objectNode()
                    .put("done", "approval requested")
                    .put("level_id", level.entity().id().digits());
            ApprovalList.rows(List.of(level), context.zone()).forEach(shown.putArray("approvals")::add);
            return shown;
        });
    }

    /** A change is approved in the stage that it is in. */
    private static @Nullable ObjectNode stage(ObjectNode record) {
        String stage = Fields.name(record, "stage");
        return stage == null ? null : JsonNodeFactory.instance.objectNode().put("name", stage);
    }

    private PlannedChange<ObjectNode> decide(String verb, String status, Arguments given, CallContext call) {
        ModuleDescription module = module(given);
        Entity owner = owner(given);
        Entity level = ApprovalLevel.collection(owner).entity(id(given, "level_id"));
        Entity approval = ApprovalLevel.approvals(level).entity(id(given, "approval_id"));
        ObjectNode before = read(approval);
        if (ApprovalLevel.is(before, status)) {
            return PlannedChange.none(shown("nothing: it was " + status.toLowerCase(Locale.ROOT) + " before", before));
        }
        ObjectNode comment = JsonNodeFactory.instance.objectNode();
        String said = given.text("comment");
        if (said != null) {
            comment.put("comments", SingleLine.of(said));
        }
        WritePlan plan = new WritePlan(
                ApprovalRequest.type(module, owner, approval.collection()),
                approval,
                new Operation.Run(
                        (helpDesk, target) -> act(helpDesk, target, verb, comment),
                        now -> ApprovalLevel.is(now, status)),
                comment,
                null,
                WriteTools.doer(verb, call));
        String planned = WriteOutcomes.notDone(status.toLowerCase(Locale.ROOT));
        return PlannedChange.of(() -> shown(planned, before), () -> {
            WriteResult decided = context.writes().execute(plan, UNKNOWN);
            context.changed(owner);
            String done = decided.describe(status.toLowerCase(Locale.ROOT));
            ObjectNode after;
            try {
                after = context.helpDesk().get(approval);
            } catch (UpstreamFailure blind) {
                return shown(done + "; whether it is so could not be checked (" + blind.getMessage() + ")", comment);
            }
            if (!ApprovalLevel.is(after, status)) {
                throw new ToolFailure("ServiceDesk Plus reported success, but the approval still is \""
                                + Fields.name(after, "status") + "\". Look with list_approvals.")
                        .because(FailureCause.UPSTREAM_REFUSED);
            }
            return shown(done, after);
        });
    }

    /** Some sites have it with an underscore only. */
    private static void act(HelpDesk helpDesk, Entity approval, String verb, ObjectNode comment) {
        try {
            helpDesk.act(approval, new HelpDesk.Action("PUT", verb, true), comment);
        } catch (UpstreamFailure.NotFound noSuchAction) {
            helpDesk.act(approval, new HelpDesk.Action("PUT", "_" + verb, true), comment);
        }
    }

    private ObjectNode shown(String done, JsonNode approval) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode().put("done", done);
        return ApprovalList.addTo(shown, approval, context.zone());
    }

    private ObjectNode read(Entity approval) {
        try {
            return context.helpDesk().get(approval);
        } catch (UpstreamFailure.NotFound unknown) {
            throw new ToolFailure("There is no such approval of this record. Look with list_approvals.", unknown)
                    .because(FailureCause.NOT_FOUND);
        }
    }

    private static EntityId id(Arguments given, String name) {
        String id = given.requiredText(name).strip();
        if (!EntityId.isValid(id)) {
            throw new ToolFailure("\"" + name + "\" must be an id as list_approvals shows it.");
        }
        return new EntityId(id);
    }

    private ToolDeclaration declaration(
            String name,
            String title,
            String description,
            Effect effect,
            Set<String> operations,
            Shape input,
            Shape output,
            ToolHandler handler) {
        Set<String> scopes = modules.stream()
                .flatMap(module -> operations.stream()
                        .map(operation -> "SDPOnDemand." + module.toolset().module() + "." + operation))
                .collect(Collectors.toSet());
        return new ToolDeclaration(
                "the approvals of records",
                name,
                title,
                description,
                Toolsets.APPROVALS.name(),
                "",
                effect,
                effect != Effect.READ,
                true,
                scopes,
                input,
                Optional.of(output),
                handler);
    }
}
