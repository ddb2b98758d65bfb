package dev.sdpmcp.dispatch;

import dev.sdpmcp.mcp.McpMethod;
import dev.sdpmcp.session.McpSession;

/** Handler of one method that changes the session; only the stateful revisions have such methods. Must not block. */
public interface SessionMethodHandler {

    McpMethod method();

    /**
     * @return the {@code result}
     * @throws RpcFailure to answer with a JSON-RPC error
     */
    Object handle(Params params, McpSession session);
}
