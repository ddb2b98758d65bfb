package dev.sdpmcp.desk;

import dev.sdpmcp.tool.PlannedChange;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.upstream.UpstreamFailure;
import java.util.function.Supplier;

/** Says what went wrong upstream in a way that a model can act on. Stateless. */
public final class ToolFailures {

    private ToolFailures() {}

    /**
     * @throws ToolFailure for every failure of the upstream; a write must have settled its outcome before. It knows its {@link
     *     dev.sdpmcp.tool.FailureCause}
     */
    public static <T> T translating(Supplier<T> work) {
        try {
            return work.get();
        } catch (UpstreamFailure failure) {
            throw withCause(new ToolFailure(failure.getMessage() + ".", failure));
        } catch (ToolFailure failure) {
            throw withCause(failure);
        }
    }

    /**
     * Plans a change, whose execution is translated too.
     *
     * @throws ToolFailure as {@link #translating(Supplier)}
     */
    public static <R> PlannedChange<R> planning(Supplier<PlannedChange<R>> work) {
        PlannedChange<R> planned = translating(work);
        return PlannedChange.of(() -> translating(planned::preview), () -> translating(planned::execute));
    }

    private static ToolFailure withCause(ToolFailure failure) {
        return failure.because(FailureCauses.of(failure));
    }
}
