package dev.sdpmcp.dispatch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.mcp.McpMethod;
import dev.sdpmcp.tool.CallContext;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Interceptor around every call that may block, on the thread that runs it. It may record the call, or refuse it if it
 * cannot be recorded. A CDI bean, thread-safe; a server without interceptors runs the work directly.
 */
public interface CallInterceptor {

    /**
     * The call before its work starts.
     *
     * @param params as received, not validated; must not be changed
     */
    record InterceptedCall(McpMethod method, @Nullable ObjectNode params, CallContext context) {}

    /** The place among the interceptors, a constant of {@link CallInterceptorOrder}. */
    int order();

    /**
     * Runs the work once on this thread, or not at all.
     *
     * @return what the work returned, or the result to send instead
     * @throws RuntimeException what the work threw
     */
    Object around(InterceptedCall call, Supplier<Object> work);
}
