package dev.sdpmcp.desk;

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

    private static ToolFailure withCause(ToolFailure failure) {
        return failure.because(FailureCauses.of(failure));
    }
}
