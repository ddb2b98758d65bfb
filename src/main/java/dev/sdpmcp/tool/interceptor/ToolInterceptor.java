package dev.sdpmcp.tool.interceptor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.mcp.ToolResult;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.PlannedChange;
import dev.sdpmcp.tool.ToolDeclaration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step around every call of a tool, on the thread of the call. Thread-safe. {@link ToolInterceptors} has the order. */
@FunctionalInterface
public interface ToolInterceptor {

    /**
     * Lets the call go on, or answers in its place.
     *
     * @return the result; until it is rendered it has no content, and its structured content is what the tool returned
     */
    ToolResult around(Invocation invocation, Next next);

    /** The steps further in. */
    @FunctionalInterface
    interface Next {
        ToolResult proceed(Invocation invocation);
    }

    /**
     * A call of a tool on its way in. Immutable.
     *
     * @param sent the arguments as the client sent them; null is the same as none
     * @param arguments what the input shape makes of them; null until they are bound
     * @param plan the change that is ready to be made; null for other work and until it is planned
     * @param dryRun whether the plan is shown and not executed
     */
    record Invocation(
            ToolDeclaration tool,
            @Nullable ObjectNode sent,
            @Nullable Object arguments,
            @Nullable PlannedChange<?> plan,
            boolean dryRun,
            CallContext context) {

        Invocation withArguments(Object bound) {
            return new Invocation(tool, sent, bound, plan, dryRun, context);
        }

        Invocation withPlan(PlannedChange<?> planned) {
            return new Invocation(tool, sent, arguments, planned, dryRun, context);
        }
    }

    /** Runs the steps, the first of the list outermost. */
    static ToolResult run(List<ToolInterceptor> steps, Invocation invocation) {
        if (steps.isEmpty()) {
            throw new IllegalStateException(
                    "no step executed " + invocation.tool().name());
        }
        List<ToolInterceptor> inner = steps.subList(1, steps.size());
        return steps.getFirst().around(invocation, next -> run(inner, next));
    }
}
