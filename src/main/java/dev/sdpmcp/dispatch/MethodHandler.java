package dev.sdpmcp.dispatch;

import dev.sdpmcp.mcp.McpMethod;
import dev.sdpmcp.session.McpSession;
import dev.sdpmcp.tool.CallContext;

/** Handler of one method, for every revision and transport. A CDI bean, thread-safe. */
public interface MethodHandler {

    McpMethod method();

    /**
     * @return the {@code result}: a record of {@code mcp} or a map, as the revision of the call defines it
     * @throws RpcFailure to answer with a JSON-RPC error
     * @throws dev.sdpmcp.tool.ToolFailure likewise, as an internal error with its text
     */
    Object handle(Params params, CallContext context);

    /** Whether handling may block; such calls run on {@link CallThreads} and may be cancelled. */
    default boolean mayBlock() {
        return false;
    }

    /** Handler of one method that changes the session, in stateful revisions only. Must not block. */
    public interface SessionMethodHandler {

        McpMethod method();

        /**
         * @return the {@code result}
         * @throws RpcFailure to answer with a JSON-RPC error
         */
        Object handle(Params params, McpSession session);
    }
}
