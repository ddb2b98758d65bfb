package dev.sdpmcp.tool;

/**
 * The work of a tool, on the thread of the call. Thread-safe. What fails for a reason that a model can act on is a {@link
 * ToolFailure}.
 */
public sealed interface ToolHandler {

    /** Work that is done at once. */
    @FunctionalInterface
    non-sealed interface Direct extends ToolHandler {
        /**
         * Does the work.
         *
         * @param arguments what the input shape of the tool makes of them
         * @return a record, a JSON object, a {@code String} or a {@link CuttableResult}
         */
        Object call(Object arguments, CallContext context);
    }

    /** A change that is planned before it is made, so that steps in between can show the plan or have it confirmed. */
    @FunctionalInterface
    non-sealed interface Planning extends ToolHandler {
        /**
         * Plans the change; reads, but changes nothing.
         *
         * @param arguments what the input shape of the tool makes of them
         */
        PlannedChange<?> plan(Object arguments, CallContext context);
    }
}
