package dev.sdpmcp.dispatch;

import dev.sdpmcp.jsonrpc.RpcErrorCode;
import dev.sdpmcp.mcp.LoggingLevel;
import dev.sdpmcp.mcp.McpMethod;
import dev.sdpmcp.session.McpSession;
import jakarta.enterprise.context.Dependent;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code logging/setLevel}: 2025-11-25, Logging, Setting Log Level. */
@Dependent
class SetLevelHandler implements SessionMethodHandler {

    @Override
    public McpMethod method() {
        return McpMethod.LOGGING_SET_LEVEL;
    }

    @Override
    public Object handle(Params params, McpSession session) {
        session.setLogLevel(LoggingLevel.named(params.text("level")).orElseThrow(SetLevelHandler::unknown));
        return Map.of();
    }

    private static RpcFailure unknown() {
        String all =
                Arrays.stream(LoggingLevel.values()).map(LoggingLevel::wireName).collect(Collectors.joining(", "));
        return new RpcFailure(RpcErrorCode.INVALID_PARAMS, "\"level\" must be one of " + all);
    }
}
