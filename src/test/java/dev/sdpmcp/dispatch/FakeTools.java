package dev.sdpmcp.dispatch;

import dev.sdpmcp.mcp.McpMethod;
import dev.sdpmcp.tool.CallContext;
import java.util.Map;
import java.util.function.BiFunction;

/** {@code tools/call} that does what the test says. */
final class FakeTools implements MethodHandler {

    private volatile BiFunction<Params, CallContext, Object> work = (params, context) -> Map.of();

    void does(BiFunction<Params, CallContext, Object> newWork) {
        work = newWork;
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
        return work.apply(params, context);
    }
}
