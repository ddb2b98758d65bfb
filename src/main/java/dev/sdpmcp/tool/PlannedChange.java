package dev.sdpmcp.tool;

/**
 * A change that is ready to be made. For one thread and one use.
 *
 * @param <R> the result of the tool: a record, a JSON object or a {@code String}
 */
@FunctionalInterface
public interface PlannedChange<R> {

    /**
     * Makes the change.
     *
     * @throws ToolFailure if it was not made, or its outcome is unknown
     */
    R execute();
}
