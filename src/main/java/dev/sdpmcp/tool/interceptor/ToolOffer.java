package dev.sdpmcp.tool.interceptor;

import dev.sdpmcp.mcp.ToolResult;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.ToolDeclaration;
import java.util.Collection;
import java.util.List;

/**
 * Which tools a client is offered: the same rule for {@code tools/list} and {@code tools/call}. As many tools as needed may
 * be registered, but a list longer than {@value #MAX_OFFERED} degrades a model's choice, and some clients cut it off
 * silently. Thread-safe.
 */
public final class ToolOffer implements ToolInterceptor {

    /** Tools in one list. */
    public static final int MAX_OFFERED = 128;

    private final List<ToolDeclaration> offered;

    /** @param registered all tools, in the order in which they are listed */
    public ToolOffer(Collection<ToolDeclaration> registered) {
        this.offered = registered.stream().limit(MAX_OFFERED).toList();
    }

    /** The tools that the client of this call may list and call, at most {@value #MAX_OFFERED}. */
    public List<ToolDeclaration> to(CallContext context) {
        return offered;
    }

    /**
     * Lets the call of an offered tool pass.
     *
     * @throws UnknownTool if the tool is not offered
     */
    @Override
    public ToolResult around(Invocation invocation, Next next) {
        if (!to(invocation.context()).contains(invocation.tool())) {
            throw new UnknownTool("the tool \"" + invocation.tool().name() + "\" is not offered to this client");
        }
        return next.proceed(invocation);
    }
}
