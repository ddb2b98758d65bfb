package dev.sdpmcp.desk.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.upstream.CallCancelled;
import dev.sdpmcp.upstream.UpstreamFailure;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Sends writes, and looks for those that got no answer: they are never sent again. The outcome is one of three, and never
 * a guess: done, not done, or unknown. Thread-safe.
 */
final class WriteReconciler {

    private static final Logger LOG = System.getLogger(WriteReconciler.class.getName());

    /** What was done shows at once, as a rule; but lists may be a moment behind. */
    static final int LOOKS = 3;

    private final Duration pause;

    WriteReconciler() {
        this(Duration.ofSeconds(1));
    }

    WriteReconciler(Duration pause) {
        this.pause = pause;
    }

    /**
     * How the outcome of a write can be found out.
     *
     * @param look asks ServiceDesk Plus; may throw {@link UpstreamFailure}
     * @param byHand how the model can do it, a sentence
     * @param unknown the data of the result where it cannot be found out
     */
    record Search(Supplier<WriteResult> look, String byHand, ObjectNode unknown) {}

    /**
     * @throws UpstreamFailure if the write failed and certainly was not done
     * @throws ToolFailure if it got no answer and a look shows that it was not done
     * @throws OutcomeUnknown if that cannot be found out
     */
    WriteResult certain(Supplier<? extends JsonNode> write, Search search) {
        try {
            return WriteResult.answered(write.get());
        } catch (UpstreamFailure lost) {
            if (!lost.outcomeUnknown()) {
                throw lost;
            }
            LOG.log(Level.INFO, "looking for the outcome of a write: {0}", lost.getMessage());
            return found(lost, search);
        }
    }

    private WriteResult found(UpstreamFailure lost, Search search) {
        WriteResult finding = look(lost, search);
        if (finding.isDone()) {
            return finding;
        }
        if (finding.verdict() == WriteResult.Verdict.AMBIGUOUS || lost.mayStillHappen()) {
            throw new OutcomeUnknown(
                    lost.getMessage() + "; a look shows nothing clear yet", search.byHand(), lost, search.unknown());
        }
        throw new ToolFailure(
                lost.getMessage() + ". A look at ServiceDesk Plus shows that nothing was done; you may try again.",
                lost);
    }

    private WriteResult look(UpstreamFailure lost, Search search) {
        WriteResult finding = WriteResult.NOT_DONE;
        for (int look = 0; look < LOOKS && finding.verdict() != WriteResult.Verdict.DONE; look++) {
            if (look > 0) {
                pause();
            }
            try {
                finding = search.look().get();
            } catch (UpstreamFailure blind) {
                throw new OutcomeUnknown(
                        lost.getMessage() + "; its outcome could not be checked either (" + blind.getMessage() + ")",
                        search.byHand(),
                        lost,
                        search.unknown());
            }
        }
        return finding;
    }

    private void pause() {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException cancelled) {
            throw CallCancelled.of("cancelled while looking for an outcome", cancelled);
        }
    }
}
