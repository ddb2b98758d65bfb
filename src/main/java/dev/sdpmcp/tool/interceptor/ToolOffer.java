package dev.sdpmcp.tool.interceptor;

import dev.sdpmcp.access.Caller;
import dev.sdpmcp.config.ToolBounds;
import dev.sdpmcp.mcp.ToolResult;
import dev.sdpmcp.tool.DefaultTools;
import dev.sdpmcp.tool.Effect;
import dev.sdpmcp.tool.ToolDeclaration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which tools a client is offered: the same rule for {@code tools/list} and {@code tools/call}. A tool must be within the
 * bounds of the server, of the key and of the connection. Thread-safe.
 */
public final class ToolOffer implements ToolInterceptor {

    private final Map<String, Requirement> requirements = new LinkedHashMap<>();

    /** What a client must be allowed so that it is offered a tool: one of the toolsets, to change or delete something. */
    private record Requirement(ToolDeclaration tool, Set<String> toolsets, boolean changes, boolean deletes) {

        boolean isMetBy(Caller client) {
            return client.mayUse(toolsets, changes, deletes);
        }
    }

    /**
     * @param registered all tools, in the order in which they are listed
     * @param defaults the tools of the toolset {@value ToolBounds#DEFAULT}
     * @param server the bounds for all clients
     */
    public ToolOffer(Collection<ToolDeclaration> registered, DefaultTools defaults, ToolBounds server) {
        for (ToolDeclaration tool : registered) {
            Set<String> toolsets = toolsetsOf(tool, defaults);
            ToolBounds.Limit limit = limitOf(tool);
            if (server.limit().compareTo(limit) >= 0 && !Collections.disjoint(server.toolsets(), toolsets)) {
                requirements.put(
                        tool.name(),
                        new Requirement(
                                tool, toolsets, limit != ToolBounds.Limit.READ, limit == ToolBounds.Limit.DELETE));
            }
        }
    }

    private static Set<String> toolsetsOf(ToolDeclaration tool, DefaultTools defaults) {
        return defaults.names().contains(tool.name())
                ? Set.of(ToolBounds.ALL, tool.toolset(), ToolBounds.DEFAULT)
                : Set.of(ToolBounds.ALL, tool.toolset());
    }

    /** What a tool deletes needs the scope for it. */
    private static ToolBounds.Limit limitOf(ToolDeclaration tool) {
        if (tool.effect() == Effect.READ) {
            return ToolBounds.Limit.READ;
        }
        boolean deletes = tool.scopes().stream().anyMatch(scope -> scope.endsWith(".DELETE"));
        return deletes ? ToolBounds.Limit.DELETE : ToolBounds.Limit.CHANGE;
    }

    /** The tools that this client may list and call. */
    public Stream<ToolDeclaration> to(Caller client) {
        return requirements.values().stream()
                .filter(requirement -> requirement.isMetBy(client))
                .map(Requirement::tool);
    }

    /** Whether this client may list and call the tool. */
    public boolean isOffered(ToolDeclaration tool, Caller client) {
        Requirement requirement = requirements.get(tool.name());
        return requirement != null && requirement.isMetBy(client);
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
