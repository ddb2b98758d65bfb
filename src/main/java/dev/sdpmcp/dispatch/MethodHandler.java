package dev.sdpmcp.dispatch;

import dev.sdpmcp.mcp.McpMethod;
import dev.sdpmcp.tool.CallContext;

/** Answers one method, in every revision and over every transport. A CDI bean, thread-safe. */
public interface MethodHandler {

    McpMethod method();

    /**
     * @return the {@code result}: a record of {@code mcp} or a map, as the revision of the call knows it
     * @throws RpcFailure to answer with a JSON-RPC error
     */
    Object handle(Params params, CallContext context);

    /** Whether handling may take time; such requests run on threads of their own and may be cancelled. */
    default boolean mayBlock() {
        return false;
    }
}
