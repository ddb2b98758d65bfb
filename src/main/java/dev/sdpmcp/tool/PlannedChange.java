package dev.sdpmcp.tool;

import java.util.function.Supplier;

/**
 * A change that is ready to be made. For one thread and one use.
 *
 * @param <R> the result of the tool: a record, a JSON object or a {@code String}
 */
public interface PlannedChange<R> {

    /**
     * Makes the change.
     *
     * @throws ToolFailure if it was not made, or its outcome is unknown
     */
    R execute();

    /**
     * Tells what would be changed, and changes nothing.
     *
     * @return a result of the same shape
     */
    R preview();

    /** A change with these two. */
    static <R> PlannedChange<R> of(Supplier<R> preview, Supplier<R> execution) {
        return new PlannedChange<>() {
            @Override
            public R execute() {
                return execution.get();
            }

            @Override
            public R preview() {
                return preview.get();
            }
        };
    }

    /** Nothing is to be done, which is the result. */
    static <R> PlannedChange<R> none(R result) {
        return of(() -> result, () -> result);
    }
}
