package dev.sdpmcp.dispatch;

import dev.sdpmcp.jsonrpc.JsonRpcMessage;
import dev.sdpmcp.jsonrpc.RpcError;
import dev.sdpmcp.mcp.Content;
import dev.sdpmcp.mcp.ToolResult;
import java.util.ArrayList;
import java.util.List;

/**
 * Appends the correlation id of the HTTP request to the text of a failure, so that a user can quote it and an
 * operator finds the log line and the audit row. Stateless.
 */
final class CorrelationSuffix {

    private CorrelationSuffix() {}

    /** Leaves successful responses unchanged. */
    static JsonRpcMessage.Response on(JsonRpcMessage.Response response, String correlationId) {
        if (response instanceof JsonRpcMessage.Failure failure) {
            return new JsonRpcMessage.Failure(failure.id(), on(failure.error(), correlationId));
        }
        if (response instanceof JsonRpcMessage.Result result
                && result.value() instanceof ToolResult tool
                && tool.isError()) {
            return new JsonRpcMessage.Result(result.id(), on(tool, correlationId));
        }
        return response;
    }

    static RpcError on(RpcError error, String correlationId) {
        return new RpcError(error.code(), error.message() + " " + mark(correlationId), error.data());
    }

    private static ToolResult on(ToolResult failed, String correlationId) {
        List<Content> content = new ArrayList<>(failed.content());
        if (!content.isEmpty() && content.getLast() instanceof Content.Text last) {
            // appended to the last text, since some clients show only one text
            content.set(content.size() - 1, Content.text(last.text() + "\n" + mark(correlationId)));
        } else {
            content.add(Content.text(mark(correlationId)));
        }
        return new ToolResult(content, failed.structuredContent(), true, failed.outcomeUnknown());
    }

    private static String mark(String correlationId) {
        return "(request " + correlationId + ")";
    }
}
