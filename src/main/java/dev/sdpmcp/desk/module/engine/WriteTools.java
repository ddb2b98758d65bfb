package dev.sdpmcp.desk.module.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.module.engine.ModuleDescription.Write;
import dev.sdpmcp.desk.write.CreateOnce.Made;
import dev.sdpmcp.desk.write.CreationKey;
import dev.sdpmcp.desk.write.WritePlan;
import dev.sdpmcp.desk.write.WritePlan.Operation;
import dev.sdpmcp.desk.write.WriteResult;
import dev.sdpmcp.history.Change.Doer;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.FailureCause;
import dev.sdpmcp.tool.PlannedChange;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.tool.shape.Arguments;
import dev.sdpmcp.tool.shape.Constraints;
import dev.sdpmcp.tool.shape.Scalar;
import dev.sdpmcp.tool.shape.Shape;
import dev.sdpmcp.tool.shape.Shape.Member;
import dev.sdpmcp.upstream.EntityId;
import dev.sdpmcp.upstream.ResourceType.Entity;
import dev.sdpmcp.upstream.UpstreamFailure;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The work of the generated tools that make, change and finish the records of one module. Thread-safe. */
public final class WriteTools {

    private static final Logger LOG = System.getLogger(WriteTools.class.getName());

    private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();
    private static final int MAX_KEY = 200;
    /** The result for programs where the outcome of a write cannot be found out. */
    public static final ObjectNode UNKNOWN =
            JsonNodeFactory.instance.objectNode().put("done", "unknown").put("indeterminate", true);

    private final ModuleDescription module;
    private final ModuleContext context;
    private final WriteOutcomes outcomes;

    /** For one module. */
    public WriteTools(ModuleDescription module, ModuleContext context) {
        this.module = module;
        this.context = context;
        this.outcomes =
                new WriteOutcomes(module, context, new ModuleCriteria(module, context.metadata(), context.people()));
    }

    /** What the tools of the module show of a record that was written. */
    public WriteOutcomes outcomes() {
        return outcomes;
    }

    Shape createInput(Write create) {
        List<Member> members = new ArrayList<>();
        create.arguments().forEach(argument -> members.add(Inputs.of(argument, context.zone())));
        members.add(Member.optional(
                "idempotency_key",
                "Any text that stands for this one " + module.word() + ": calls with the same key make one "
                        + module.word() + " within 24 hours. Default: the arguments themselves stand for it, for 10"
                        + " minutes",
                Scalar.TEXT,
                Constraints.size(1, MAX_KEY)));
        return Shape.of(module.singular(), members);
    }

    Shape changeInput(List<DescribedField> arguments) {
        return changing(arguments.stream()
                .map(argument -> Inputs.of(argument, context.zone()))
                .toList());
    }

    /** The same, with an argument that empties fields. */
    Shape updateInput(Write update) {
        return changing(changes(update).members(context.zone()));
    }

    private Shape changing(List<Member> arguments) {
        List<Member> members = new ArrayList<>();
        members.add(Inputs.record(module));
        members.addAll(arguments);
        return Shape.of(module.singular(), members);
    }

    private FieldChanges changes(Write update) {
        return new FieldChanges(update.arguments(), module.finish().field());
    }

    /** The caller, for the history. */
    public static Doer doer(String tool, CallContext call) {
        return new Doer(
                tool,
                call.caller().keyName(),
                call.caller().address(),
                call.origin().correlationId());
    }

    PlannedChange<ObjectNode> create(String tool, Write create, Arguments given, CallContext call) {
        Draft draft = draft(create.arguments(), given);
        ObjectNode fields = draft.fields();
        CreationKey key =
                CreationKey.of(module.singular(), call.caller().keyName(), given.text("idempotency_key"), fields);
        Operation.Create operation = new Operation.Create(key);
        WritePlan plan = new WritePlan(module.recordType(), null, operation, fields, null, doer(tool, call));
        String done = draft.describe("created");
        return PlannedChange.of(() -> outcomes.preview(done, NOTHING, fields), () -> {
            Made made = context.writes().create(plan, operation, UNKNOWN);
            WriteResult now = made.made();
            return now == null
                    ? madeEarlier(made.id(), key)
                    : outcomes.outcome(now.describe(done), NOTHING, fields, now.entity());
        });
    }

    private ObjectNode madeEarlier(String id, CreationKey key) {
        String same = "an earlier call with the same " + (key.given() ? "idempotency_key" : "arguments");
        String done = "nothing: " + same + " made this " + module.word()
                + (key.given() ? "" : "; give an idempotency_key to make another one like it");
        ObjectNode shown;
        try {
            ObjectNode record = context.helpDesk().get(module.type().entity(new EntityId(id)));
            if (Deletion.TRASH.isDone(record)) {
                throw goneSince(same, id, "is in the trash now", null);
            }
            shown = outcomes.outcome(done, record);
        } catch (UpstreamFailure.NotFound gone) {
            throw goneSince(same, id, "was deleted or merged into another since", gone);
        } catch (UpstreamFailure unseen) {
            LOG.log(Level.DEBUG, "a record made earlier cannot be shown: {0}", unseen.getMessage());
            shown = outcomes.outcome(
                    done + "; it cannot be read now",
                    JsonNodeFactory.instance.objectNode().put("id", id));
        }
        return shown.put("already_created", true);
    }

    /** Not made again: whether a repetition is meant as one is known to the caller alone. */
    private ToolFailure goneSince(String same, String id, String how, @Nullable Throwable cause) {
        String what = "Nothing was created: " + same + " made a " + module.word() + " (id " + id + "), which " + how
                + ". To make another one, give a new idempotency_key.";
        return (cause == null ? new ToolFailure(what) : new ToolFailure(what, cause)).because(FailureCause.NOT_FOUND);
    }

    PlannedChange<ObjectNode> update(String tool, Write update, Arguments given, CallContext call) {
        Draft draft = changes(update).fill(context.draft(module), given, module.idArgument());
        return update(
                tool,
                draft.describe("updated"),
                context.records(module).named(given.requiredText(module.idArgument())),
                draft.fields(),
                call);
    }

    /**
     * Plans a change of fields.
     *
     * @param done what the result says of it
     * @param fields as they are sent; not empty
     */
    public PlannedChange<ObjectNode> update(
            String tool, String done, Entity target, ObjectNode fields, CallContext call) {
        ObjectNode before;
        try {
            before = context.helpDesk().get(target);
        } catch (UpstreamFailure.NotFound unknown) {
            throw new ToolFailure("There is no such " + module.singular() + " any more.", unknown);
        }
        return update(tool, done, target, before, fields, call);
    }

    /** The same of a record that was read a moment ago. */
    public PlannedChange<ObjectNode> update(
            String tool, String done, Entity target, ObjectNode before, ObjectNode fields, CallContext call) {
        WritePlan plan =
                new WritePlan(module.recordType(), target, new Operation.Update(), fields, before, doer(tool, call));
        return PlannedChange.of(() -> outcomes.preview(done, before, fields), () -> {
            WriteResult updated = context.writes().execute(plan, UNKNOWN);
            return outcomes.outcome(updated.describe(done), before, fields, updated.entity());
        });
    }

    PlannedChange<ObjectNode> act(String tool, Action action, Arguments given, CallContext call) {
        Draft draft = draft(action.arguments(), given);
        ObjectNode fields = draft.fields();
        ObjectNode before = context.records(module).read(given.requiredText(module.idArgument()));
        Finish standing = action.standingIn(module);
        if (action.goal().isReachedAlready(before, standing::isReached)) {
            return PlannedChange.none(outcomes.outcome("nothing: " + action.already(), before));
        }
        boolean stands = action.goal() == Action.Goal.STANDING;
        Entity target = context.records(module).entityOf(before);
        ObjectNode changes = JsonNodeFactory.instance.objectNode();
        if (stands) {
            changes.putObject(standing.field().path())
                    .put("name", standing.names().getFirst());
        }
        WritePlan plan = new WritePlan(
                module.recordType(),
                target,
                new Operation.Act(
                        action.call(), changes, now -> action.goal().isReached(before, now, standing::isReached)),
                fields,
                before,
                doer(tool, call));
        String done = draft.describe(action.past());
        ObjectNode sent = fields.deepCopy().setAll(changes);
        return PlannedChange.of(() -> outcomes.preview(done, before, sent), () -> {
            WriteResult acted = context.writes().execute(plan, UNKNOWN);
            return outcomes.checked(acted.describe(done), stands ? standing : null, target, before, sent);
        });
    }

    PlannedChange<ObjectNode> delete(String tool, Arguments given, CallContext call) {
        ObjectNode before = context.records(module).read(given.requiredText(module.idArgument()));
        Deletion deletion = module.deletion();
        if (deletion.isDone(before)) {
            return PlannedChange.none(outcomes.outcome("nothing: it was " + deletion.past() + " before", before));
        }
        WritePlan plan = new WritePlan(
                module.recordType(),
                context.records(module).entityOf(before),
                new Operation.Delete(deletion::of, deletion::isDone),
                JsonNodeFactory.instance.objectNode(),
                before,
                doer(tool, call));
        return PlannedChange.of(
                () -> outcomes.outcome(WriteOutcomes.notDone(deletion.past()), before),
                () -> outcomes.outcome(context.writes().execute(plan, UNKNOWN).describe(deletion.past()), before));
    }

    private Draft draft(List<DescribedField> arguments, Arguments given) {
        return context.draft(module).setAll(arguments, given);
    }
}
