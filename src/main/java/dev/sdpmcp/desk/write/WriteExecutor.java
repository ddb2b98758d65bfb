package dev.sdpmcp.desk.write;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.metadata.Metadata;
import dev.sdpmcp.desk.write.WritePlan.Operation;
import dev.sdpmcp.desk.write.idempotency.CreationLedger;
import dev.sdpmcp.history.ChangeHistory;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.ResourceType.Entity;
import dev.sdpmcp.upstream.UpstreamFailure;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Executes write plans, for any kind of record: what is refused is worded for a model, a write whose answer is lost is
 * looked for and never sent again, the same creation is made once, changes are written into the history before they are
 * sent, and subscribers are notified of the record. Thread-safe.
 */
public final class WriteExecutor {

    private final HelpDesk helpDesk;
    private final RejectedWrite rejected;
    private final WriteVerifier verifier;
    private final WriteReconciler reconciler = new WriteReconciler();
    private final RecordedChanges recorded;
    private final CreateOnce once;
    private final Consumer<Entity> changed;

    /**
     * @param ledger of creations, shared by all servers
     * @param changed called with each record that was changed
     */
    public WriteExecutor(
            HelpDesk helpDesk,
            Metadata metadata,
            ChangeHistory history,
            CreationLedger ledger,
            Consumer<Entity> changed) {
        this.helpDesk = helpDesk;
        this.rejected = new RejectedWrite(metadata);
        this.verifier = new WriteVerifier(helpDesk);
        this.recorded = new RecordedChanges(history);
        this.once = new CreateOnce(this, ledger);
        this.changed = changed;
    }

    /**
     * Makes the write.
     *
     * @param unknown the result for programs where the outcome cannot be found out
     * @throws ToolFailure if ServiceDesk Plus refuses it, does not know the record, or got it and did not do it
     * @throws OutcomeUnknown if it may have been made
     */
    public WriteResult execute(WritePlan plan, ObjectNode unknown) {
        return switch (plan.operation()) {
            case Operation.Create create -> throw new IllegalArgumentException("a creation is made by create()");
            case Operation.Update update -> update(plan, unknown);
            case Operation.Act act -> act(plan, act, unknown);
            case Operation.AddPart add -> addPart(plan, add, unknown);
            case Operation.Delete delete ->
                run(plan, delete.call(), () -> verifier.ofDeletion(target(plan), delete.done()), unknown);
            case Operation.Run run -> run(plan, run.call(), () -> verifier.ofRun(target(plan), run.done()), unknown);
            case Operation.AddMember add -> addMember(plan, add, unknown);
        };
    }

    /**
     * Makes a record, or gives the one that an earlier call of the same key made.
     *
     * @param unknown as above
     * @throws ToolFailure if it is refused, or the given key stands for another record
     * @throws OutcomeUnknown if it may have been made
     */
    public CreateOnce.Made create(WritePlan plan, Operation.Create create, ObjectNode unknown) {
        return once.create(plan, create.key(), unknown);
    }

    /**
     * Adds a record below the target once, such as an e-mail, which nobody wants twice; or gives the one that an earlier call
     * of the same key added.
     *
     * @param unknown as above
     * @throws ToolFailure if it is refused
     * @throws OutcomeUnknown if it may have been added
     */
    public CreateOnce.Made addOnce(WritePlan plan, CreationKey key, ObjectNode unknown) {
        return once.create(plan, key, unknown);
    }

    /** Sends a creation once. */
    WriteResult send(WritePlan plan, ObjectNode unknown) {
        if (plan.operation() instanceof Operation.AddPart add) {
            return addPart(plan, add, unknown);
        }
        long begun = System.nanoTime();
        try {
            return reconciler.certain(
                    () -> helpDesk.create(plan.type().api(), plan.fields()),
                    new WriteReconciler.Search(
                            () -> verifier.ofNew(plan.type(), plan.fields(), begun), findByHand(plan), unknown));
        } catch (UpstreamFailure.Refused refused) {
            throw rejected.worded(plan.type(), refused, plan.fields());
        }
    }

    /** Keeps a record that was made from being taken for another one with the same content. */
    void remember(WriteResult made) {
        verifier.remember(made.entity());
    }

    /** Whether a record of this content was made since about so long ago. */
    WriteResult lookForNew(WritePlan plan, Duration ago) {
        long since = System.nanoTime() - ago.toNanos();
        return plan.operation() instanceof Operation.AddPart add
                ? verifier.ofNewPart(add.part(), add.textField(), plan.fields(), since)
                : verifier.ofNew(plan.type(), plan.fields(), since);
    }

    static String findByHand(WritePlan plan) {
        if (plan.operation() instanceof Operation.AddPart add) {
            return "Look with " + add.lookTool() + " " + target(plan).id() + " before adding it again.";
        }
        return "Look with " + plan.type().findTool() + " for \""
                + Fields.text(plan.fields(), plan.type().titleField()) + "\" before creating it again.";
    }

    private WriteResult update(WritePlan plan, ObjectNode unknown) {
        Entity target = target(plan);
        return recorded.update(plan, plan.fields(), () -> {
            try {
                WriteResult updated = reconciler.certain(
                        () -> helpDesk.update(target, plan.fields()),
                        new WriteReconciler.Search(
                                () -> verifier.ofChange(target, plan.fields()), lookByHand(plan), unknown));
                changed.accept(target);
                return updated;
            } catch (UpstreamFailure.Refused refused) {
                throw rejected.worded(plan.type(), refused, plan.fields());
            } catch (UpstreamFailure.NotFound gone) {
                throw gone(plan, gone);
            }
        });
    }

    private WriteResult act(WritePlan plan, Operation.Act act, ObjectNode unknown) {
        Entity target = target(plan);
        WriteResult done = recorded.update(
                plan,
                act.changes(),
                () -> reconciler.certain(
                        () -> acted(target, act, plan.fields()),
                        new WriteReconciler.Search(() -> verifier.ofAct(target, act), lookByHand(plan), unknown)));
        changed.accept(target);
        return done;
    }

    /** On some sites the name of the action begins with an underscore, on others a change of the status does the same. */
    private ObjectNode acted(Entity target, Operation.Act act, ObjectNode fields) {
        try {
            helpDesk.act(target, act.call(), fields);
            return fields;
        } catch (UpstreamFailure.NotFound noSuchAction) {
            try {
                helpDesk.act(target, act.call().underOtherName(), fields);
                return fields;
            } catch (UpstreamFailure.NotFound neither) {
                ObjectNode whole = fields.deepCopy();
                whole.setAll(act.changes());
                if (!act.call().wrapped() || whole.isEmpty()) {
                    throw noSuchAction;
                }
                return helpDesk.update(target, whole);
            }
        }
    }

    private WriteResult addPart(WritePlan plan, Operation.AddPart add, ObjectNode unknown) {
        Entity target = target(plan);
        long begun = System.nanoTime();
        try {
            WriteResult added = reconciler.certain(
                    () -> helpDesk.create(add.part(), plan.fields()),
                    new WriteReconciler.Search(
                            () -> verifier.ofNewPart(add.part(), add.textField(), plan.fields(), begun),
                            findByHand(plan),
                            unknown));
            verifier.remember(added.entity());
            changed.accept(target);
            return added;
        } catch (UpstreamFailure.Refused refused) {
            throw rejected.worded(plan.type(), refused, plan.fields());
        } catch (UpstreamFailure.NotFound missing) {
            throw new ToolFailure(
                    "There is no such " + plan.type().noun() + ", or it was merged into another or deleted.", missing);
        }
    }

    private WriteResult addMember(WritePlan plan, Operation.AddMember add, ObjectNode unknown) {
        try {
            WriteResult added = reconciler.certain(
                    () -> helpDesk.create(add.part(), plan.fields()),
                    new WriteReconciler.Search(
                            () -> verifier.ofMember(add.part(), add.same()), lookByHand(plan), unknown));
            changed.accept(target(plan));
            return added;
        } catch (UpstreamFailure.Refused refused) {
            throw rejected.worded(plan.type(), refused, plan.fields());
        } catch (UpstreamFailure.NotFound gone) {
            throw gone(plan, gone);
        }
    }

    private WriteResult run(
            WritePlan plan, BiConsumer<HelpDesk, Entity> call, Supplier<WriteResult> look, ObjectNode unknown) {
        Entity target = target(plan);
        try {
            WriteResult done = reconciler.certain(
                    () -> {
                        call.accept(helpDesk, target);
                        return plan.fields();
                    },
                    new WriteReconciler.Search(look, lookByHand(plan), unknown));
            changed.accept(target);
            return done;
        } catch (UpstreamFailure.Refused refused) {
            throw rejected.worded(plan.type(), refused, plan.fields());
        } catch (UpstreamFailure.NotFound gone) {
            throw gone(plan, gone);
        }
    }

    /** The wording of what was refused. */
    public ToolFailure worded(RecordType type, UpstreamFailure.Refused refused) {
        return rejected.worded(type, refused, JsonNodeFactory.instance.objectNode());
    }

    private static ToolFailure gone(WritePlan plan, UpstreamFailure.NotFound cause) {
        return new ToolFailure("There is no such " + plan.type().noun() + " any more.", cause);
    }

    private static String lookByHand(WritePlan plan) {
        return "Look with " + plan.type().getTool() + " " + target(plan).id() + " before repeating it.";
    }

    private static Entity target(WritePlan plan) {
        return Objects.requireNonNull(plan.target(), "the plan has no target");
    }
}
