package dev.sdpmcp.tool.interceptor;

import dev.sdpmcp.access.Caller;
import dev.sdpmcp.config.ToolBounds;
import dev.sdpmcp.mcp.ToolResult;
import dev.sdpmcp.tool.DefaultTools;
import dev.sdpmcp.tool.Effect;
import dev.sdpmcp.tool.ToolDeclaration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which tools a client is offered: the same rule for {@code tools/list} and {@code tools/call}. A tool must be within the
 * bounds of the server, of the key and of the connection. Thread-safe.
 */
public final class ToolOffer implements ToolInterceptor {

    private final List<ToolDeclaration> registered;
    private final DefaultTools defaults;
    private final ToolBounds server;

    /**
     * @param registered all tools, in the order in which they are listed
     * @param defaults the tools of the toolset {@value ToolBounds#DEFAULT}
     * @param server the bounds for all clients
     */
    public ToolOffer(Collection<ToolDeclaration> registered, DefaultTools defaults, ToolBounds server) {
        this.registered = List.copyOf(registered);
        this.defaults = defaults;
        this.server = server;
    }

    /** The tools that this client may list and call. */
    public Stream<ToolDeclaration> to(Caller client) {
        return registered.stream().filter(tool -> isOffered(tool, client));
    }

    /** Whether this client may list and call the tool. */
    public boolean isOffered(ToolDeclaration tool, Caller client) {
        return includes(server, tool) && includes(client.key().tools(), tool) && includes(client.chosen(), tool);
    }

    private boolean includes(ToolBounds bounds, ToolDeclaration tool) {
        boolean chosen = bounds.toolsets().contains(ToolBounds.ALL)
                || bounds.toolsets().contains(tool.toolset())
                || (bounds.toolsets().contains(ToolBounds.DEFAULT)
                        && defaults.names().contains(tool.name()));
        return chosen
                && switch (bounds.limit()) {
                    case READ -> tool.effect() == Effect.READ;
                    case CHANGE -> !deletes(tool);
                    case DELETE -> true;
                };
    }

    /** What a tool deletes needs the scope for it. */
    private static boolean deletes(ToolDeclaration tool) {
        return tool.scopes().stream().anyMatch(scope -> scope.endsWith(".DELETE"));
    }

    /**
     * Lets the call of an offered tool pass.
     *
     * @throws UnknownTool if the tool is not offered
     */
    @Override
    public ToolResult around(Invocation invocation, Next next) {
        if (!isOffered(invocation.tool(), invocation.context().caller())) {
            throw new UnknownTool("the tool \"" + invocation.tool().name() + "\" is not offered to this client");
        }
        return next.proceed(invocation);
    }
}
