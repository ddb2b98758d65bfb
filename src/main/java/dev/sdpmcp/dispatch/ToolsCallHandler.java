package dev.sdpmcp.dispatch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.jsonrpc.RpcError;
import dev.sdpmcp.mcp.McpMethod;
import dev.sdpmcp.mcp.ToolResult;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.FailureCause;
import dev.sdpmcp.tool.InvalidArguments;
import dev.sdpmcp.tool.interceptor.UnknownTool;
import dev.sdpmcp.tool.registry.ToolRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** {@code tools/call}: 2025-11-25, Tools, Calling Tools and Error Handling. */
@Dependent
class ToolsCallHandler implements MethodHandler {

    private final ToolRegistry tools;

    @Inject
    ToolsCallHandler(ToolRegistry tools) {
        this.tools = tools;
    }

    @Override
    public McpMethod method() {
        return McpMethod.TOOLS_CALL;
    }

    @Override
    public boolean mayBlock() {
        return true;
    }

    @Override
    public Object handle(Params params, CallContext context) {
        String name = params.text("name");
        ObjectNode arguments = params.optionalObject("arguments");
        try {
            return tools.call(name, arguments, context).in(context.revision());
        } catch (UnknownTool unknown) {
            throw new RpcFailure(RpcError.Code.INVALID_PARAMS, unknown.detail());
        } catch (InvalidArguments wrong) {
            if (context.revision().tellsModelOfBadArguments()) {
                context.diagnostics().failed(FailureCause.ARGUMENTS);
                return ToolResult.failure("The arguments do not fit. " + wrong.detail());
            }
            throw wrong;
        }
    }
}
