package dev.sdpmcp.dispatch;

import dev.sdpmcp.mcp.McpMethod;
import dev.sdpmcp.tool.CallContext;
import jakarta.enterprise.context.Dependent;
import java.util.Map;

/** {@code ping}: 2025-11-25, Ping. */
@Dependent
class PingHandler implements MethodHandler {

    @Override
    public McpMethod method() {
        return McpMethod.PING;
    }

    @Override
    public Object handle(Params params, CallContext context) {
        return Map.of();
    }
}
