package dev.sdpmcp.tool.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.access.Caller;
import dev.sdpmcp.config.ToolBounds;
import dev.sdpmcp.mcp.ToolListing;
import dev.sdpmcp.mcp.ToolResult;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.DefaultTools;
import dev.sdpmcp.tool.InvalidArguments;
import dev.sdpmcp.tool.ToolDeclaration;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.tool.ToolSource;
import dev.sdpmcp.tool.interceptor.ToolInterceptor;
import dev.sdpmcp.tool.interceptor.ToolInterceptors;
import dev.sdpmcp.tool.interceptor.ToolOffer;
import dev.sdpmcp.tool.interceptor.UnknownTool;
import dev.sdpmcp.tool.shape.ArgumentBinder;
import dev.sdpmcp.tool.shape.SchemaWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** The tools of the program, from all sources. Immutable once built, thread-safe. */
public final class ToolRegistry {

    /** Characters of the text of a result, unless the setting {@code SDP_RESULT_BUDGET} says otherwise. */
    public static final int DEFAULT_RESULT_BUDGET = 20_000;

    private final Catalogue<ToolDeclaration> tools = new Catalogue<>("tool");
    private final Map<String, ToolListing> listings = new HashMap<>();
    private final ToolOffer offer;
    private final List<ToolInterceptor> steps;

    /** With {@value #DEFAULT_RESULT_BUDGET} characters of a result; see the other constructor. */
    public ToolRegistry(List<ToolSource> sources, ObjectMapper mapper, int maxLongText) {
        this(sources, mapper, maxLongText, DEFAULT_RESULT_BUDGET);
    }

    /** Without bounds of the server; see the other constructor. */
    public ToolRegistry(List<ToolSource> sources, ObjectMapper mapper, int maxLongText, int resultBudget) {
        this(sources, mapper, maxLongText, resultBudget, new DefaultTools(Set.of()), ToolBounds.EVERYTHING);
    }

    /**
     * Builds it from all sources.
     *
     * @param mapper the one that results are written with on the wire
     * @param maxLongText characters of an argument that is a {@link dev.sdpmcp.tool.LongText}
     * @param resultBudget characters of the text of a result
     * @param defaults the tools that several toolsets have together as the default one
     * @param offered the bounds for all clients
     * @throws IllegalStateException if a declaration is wrong; the message names it
     */
    public ToolRegistry(
            List<ToolSource> sources,
            ObjectMapper mapper,
            int maxLongText,
            int resultBudget,
            DefaultTools defaults,
            ToolBounds offered) {
        SchemaWriter schemas = new SchemaWriter(maxLongText);
        for (ToolSource source : sources) {
            source.tools().forEach(tool -> {
                tools.add(tool.name(), tool.origin(), tool);
                listings.put(tool.name(), tool.listing(schemas));
            });
        }
        for (String name : defaults.names()) {
            if (tools.find(name) == null) {
                throw new IllegalStateException("the toolset default: " + tools.unknown(name));
            }
        }
        this.offer = new ToolOffer(tools.all(), defaults, offered);
        this.steps = new ToolInterceptors(mapper, new ArgumentBinder(maxLongText), offer, resultBudget).steps();
    }

    /** The tools that the client of this call is offered, by name, one page. The schemas are shared: do not change them. */
    public List<ToolListing> list(CallContext context) {
        return offer.to(context.caller())
                .map(tool -> Objects.requireNonNull(listings.get(tool.name())))
                .toList();
    }

    /** Whether a client may list and call the tool; false if there is none of that name. */
    public boolean offers(String name, Caller client) {
        ToolDeclaration tool = tools.find(name);
        return tool != null && offer.isOffered(tool, client);
    }

    /** The names of all tools, offered or not, in order. */
    public List<String> names() {
        return tools.all().stream().map(ToolDeclaration::name).toList();
    }

    /** How the tool was declared; empty if no tool has that name. */
    public Optional<ToolDeclaration> declared(String name) {
        return Optional.ofNullable(tools.find(name));
    }

    /**
     * Takes the call through all {@link ToolInterceptors}, on this thread.
     *
     * @param arguments null is the same as none
     * @return the result; of a {@link ToolFailure} the one with {@code isError}
     * @throws UnknownTool if no tool of that name is offered
     * @throws InvalidArguments if the arguments do not fit; as a rule the tool was not run
     * @throws CancellationException if the tool saw that the client cancelled
     */
    public ToolResult call(String name, @Nullable ObjectNode arguments, CallContext context) {
        ToolDeclaration tool = tools.find(name);
        if (tool == null) {
            throw new UnknownTool(tools.unknown(name, near -> offers(near, context.caller())));
        }
        return ToolInterceptor.run(steps, new ToolInterceptor.Invocation(tool, arguments, null, null, false, context));
    }
}
