package dev.sdpmcp.dispatch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.mcp.McpMethod;
import dev.sdpmcp.tool.CallContext;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands around every request that may take time, on the thread that works for it: to keep a record of it, or to have it
 * not done if that cannot be. A CDI bean, thread-safe; without one the work is done all the same.
 */
public interface CallInterceptor {

    /**
     * A request before its work.
     *
     * @param params as they came, not checked yet; not to be changed
     */
    record WitnessedCall(McpMethod method, @Nullable ObjectNode params, CallContext context) {}

    /**
     * Has the work done, once and on this thread, or not at all.
     *
     * @return what the work returned, or what is to be answered instead
     * @throws RuntimeException what the work threw
     */
    Object witness(WitnessedCall call, Supplier<Object> work);
}
