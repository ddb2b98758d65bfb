package dev.sdpmcp.desk;

import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.upstream.UpstreamFailure;
import java.util.function.Supplier;

/** Says what went wrong upstream in a way that a model can act on. Stateless. */
public final class Explained {

    private Explained() {}

    /**
     * For reads.
     *
     * @throws ToolFailure for every failure of the upstream
     */
    public static <T> T reading(Supplier<T> work) {
        return changing("", work); // a read never leaves its outcome unknown
    }

    /**
     * For changes, which may have been made although no answer came.
     *
     * @param howToLookUp how to find out whether the change was made, a sentence
     * @throws ToolFailure for every failure of the upstream
     */
    public static <T> T changing(String howToLookUp, Supplier<T> work) {
        try {
            return work.get();
        } catch (UpstreamFailure failure) {
            throw new ToolFailure(
                    failure.outcomeUnknown()
                            ? failure.getMessage() + ". The outcome is unknown: the change may have been made. "
                                    + howToLookUp
                            : failure.getMessage() + ".",
                    failure);
        }
    }
}
