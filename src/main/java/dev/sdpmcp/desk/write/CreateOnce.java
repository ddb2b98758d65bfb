package dev.sdpmcp.desk.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.write.idempotency.Creation;
import dev.sdpmcp.desk.write.idempotency.CreationLedger;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.upstream.CallCancelled;
import dev.sdpmcp.upstream.UpstreamFailure;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record once, however often a model asks for it: a second call waits for the first and gets its record. An attempt
 * with an unknown outcome is looked up before anything else is sent. Thread-safe, for all servers on one ledger.
 */
public final class CreateOnce {

    private static final Logger LOG = System.getLogger(CreateOnce.class.getName());

    /** Longer than an attempt takes with all its waits; one that runs longer ended with its server. */
    static final Duration MAX_ATTEMPT = Duration.ofMinutes(3);

    /** ServiceDesk Plus may still make a record for so long after its call was given up. */
    static final Duration SETTLED_AFTER = Duration.ofMinutes(2);

    /** Shorter than a call may take in all, so that the waiting call can report how to look for the record. */
    static final Duration MAX_WAIT = Duration.ofSeconds(75);

    private static final long POLL_MILLIS = 250;

    private final WriteExecutor writes;
    private final CreationLedger ledger;

    CreateOnce(WriteExecutor writes, CreationLedger ledger) {
        this.writes = writes;
        this.ledger = ledger;
    }

    /**
     * A record.
     *
     * @param id its internal id
     * @param made what was made now; null if an earlier call made it
     */
    public record Made(String id, @Nullable WriteResult made) {}

    /**
     * @throws ToolFailure if it is refused, or the given key stands for another record
     * @throws OutcomeUnknown if it may have been made
     */
    Made create(WritePlan plan, CreationKey key, ObjectNode unknown) {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < MAX_WAIT.toNanos()) {
            Creation attempt = Creation.begin(plan.type().noun(), key.key(), key.content(), ledger.now(), key.lasts());
            Optional<Creation> earlier = ledger.claim(attempt);
            if (earlier.isEmpty()) {
                return make(attempt, plan, unknown);
            }
            Optional<Made> outcome = outcomeOf(earlier.get(), attempt, plan, unknown);
            if (outcome.isPresent()) {
                return outcome.get();
            }
            pause();
        }
        throw unknown(
                "Another call is making the same " + plan.made() + " and does not come to an end", plan, null, unknown);
    }

    /** Empty if it is not known yet. */
    private Optional<Made> outcomeOf(Creation earlier, Creation attempt, WritePlan plan, ObjectNode unknown) {
        if (!earlier.content().equals(attempt.content())) {
            throw new ToolFailure(
                    "This idempotency_key stands for another " + plan.made() + ", made with other arguments"
                            + (earlier.entityId() == null ? "" : " (id " + earlier.entityId() + ")")
                            + ". Give a new key for a new " + plan.made()
                            + ", or the same arguments as before. Nothing was created.");
        }
        String madeId = earlier.entityId();
        if (madeId != null) {
            return Optional.of(new Made(madeId, null));
        }
        boolean abandoned = earlier.begun().plus(MAX_ATTEMPT).isBefore(attempt.begun());
        return earlier.state() == Creation.State.RUNNING && !abandoned
                ? Optional.empty()
                : lookedUp(earlier, attempt, plan, unknown);
    }

    private Optional<Made> lookedUp(Creation lost, Creation attempt, WritePlan plan, ObjectNode unknown) {
        WriteResult finding;
        try {
            finding = writes.lookForNew(plan, Duration.between(lost.begun(), attempt.begun()));
        } catch (UpstreamFailure blind) {
            throw unknown(
                    "An earlier call got no answer, and its outcome cannot be looked up now (" + blind.getMessage()
                            + ")",
                    plan,
                    blind,
                    unknown);
        }
        JsonNode found = finding.entity();
        if (finding.isDone()) {
            String id = String.valueOf(Fields.text(found, "id"));
            return ledger.replace(lost, lost.created(id)) ? Optional.of(new Made(id, null)) : Optional.empty();
        }
        boolean mayStillCome = attempt.begun().isBefore(lost.begun().plus(SETTLED_AFTER));
        if (finding.verdict() == WriteResult.Verdict.AMBIGUOUS || mayStillCome) {
            throw unknown("An earlier call got no answer, and a look shows nothing clear yet", plan, null, unknown);
        }
        return ledger.replace(lost, attempt) ? Optional.of(make(attempt, plan, unknown)) : Optional.empty();
    }

    private Made make(Creation attempt, WritePlan plan, ObjectNode unknown) {
        try {
            WriteResult made = writes.send(plan, unknown);
            String id = String.valueOf(Fields.text(made.entity(), "id"));
            settle(() -> ledger.replace(attempt, attempt.created(id)));
            writes.remember(made);
            return new Made(id, made);
        } catch (RuntimeException failed) {
            settle(
                    saysThatNothingWasMade(failed)
                            ? () -> ledger.remove(attempt)
                            : () -> ledger.replace(attempt, attempt.unknown()));
            throw failed;
        }
    }

    /** A cancellation or a fault of this server does not: the creation may have been sent before. */
    private static boolean saysThatNothingWasMade(RuntimeException failed) {
        return (failed instanceof ToolFailure refused && !refused.outcomeUnknown())
                || (failed instanceof UpstreamFailure away && !away.outcomeUnknown());
    }

    /** Runs in spite of a cancellation, and does not change the outcome: an entry that is not settled is looked up later. */
    private static void settle(Runnable entry) {
        boolean interrupted = Thread.interrupted();
        try {
            entry.run();
        } catch (RuntimeException unsettled) {
            LOG.log(Level.WARNING, "the outcome of a creation was not entered: {0}", unsettled.getMessage());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static OutcomeUnknown unknown(String what, WritePlan plan, @Nullable Throwable cause, ObjectNode unknown) {
        return new OutcomeUnknown(what, WriteExecutor.findByHand(plan), cause, unknown);
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException cancelled) {
            throw CallCancelled.of("cancelled while waiting for another call", cancelled);
        }
    }
}
