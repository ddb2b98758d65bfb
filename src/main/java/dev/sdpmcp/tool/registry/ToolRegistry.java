package dev.sdpmcp.tool.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.mcp.Content;
import dev.sdpmcp.mcp.ToolAnnotations;
import dev.sdpmcp.mcp.ToolListing;
import dev.sdpmcp.mcp.ToolResult;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.InvalidArguments;
import dev.sdpmcp.tool.McpTool;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.tool.binding.ArgumentBinder;
import dev.sdpmcp.tool.binding.RecordShape;
import dev.sdpmcp.tool.binding.SchemaWriter;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** The tools of the program. Immutable once built, thread-safe. */
public final class ToolRegistry {

    /** Lists longer than this drown a model; some clients cut them off silently. */
    public static final int MAX_TOOLS = 128;

    private record Tool(DeclaredMethod<McpTool> declared, ArgumentBinder binder, ToolListing listing) {}

    private final Catalogue<Tool> tools = new Catalogue<>("tool");
    private final List<ToolListing> listings;
    private final ObjectMapper mapper;

    /**
     * @param mapper the one that results are written with on the wire
     * @param maxLongText characters of an argument that is a {@link dev.sdpmcp.tool.LongText}
     * @throws IllegalStateException if a declaration is wrong; the message names class and member
     */
    public ToolRegistry(List<CapabilityBean> beans, ObjectMapper mapper, Validator validator, int maxLongText) {
        this.mapper = mapper;
        SchemaWriter schemas = new SchemaWriter(mapper, maxLongText);
        for (DeclaredMethod<McpTool> declared : DeclaredMethod.in(beans, McpTool.class)) {
            RecordShape arguments = RecordShape.ofArguments(declared.arguments(), mapper);
            ArgumentBinder binder = new ArgumentBinder(arguments, mapper, validator, maxLongText);
            ToolListing listing = listing(declared, schemas.ofArguments(arguments), outputSchema(declared, schemas));
            tools.add(listing.name(), declared, new Tool(declared, binder, listing));
        }
        this.listings = tools.all().stream().map(Tool::listing).toList();
        if (listings.size() > MAX_TOOLS) {
            throw new IllegalStateException(
                    "there are " + listings.size() + " tools, at most " + MAX_TOOLS + " are useful");
        }
    }

    private static ToolListing listing(
            DeclaredMethod<McpTool> declared, ObjectNode inputSchema, @Nullable ObjectNode outputSchema) {
        McpTool tool = declared.annotation();
        declared.requireText("title", tool.title());
        declared.requireText("description", tool.description());
        if (tool.readOnly() && tool.destructive()) {
            throw new IllegalStateException(declared.where() + " cannot be both read-only and destructive");
        }
        ToolAnnotations hints = new ToolAnnotations(
                tool.title(),
                tool.readOnly(),
                tool.destructive(),
                tool.readOnly() || tool.idempotent(),
                tool.openWorld());
        return new ToolListing(tool.name(), tool.title(), tool.description(), inputSchema, outputSchema, hints);
    }

    private @Nullable ObjectNode outputSchema(DeclaredMethod<McpTool> declared, SchemaWriter schemas) {
        Class<?> result = declared.method().getReturnType();
        if (result == String.class) {
            return null;
        }
        if (!result.isRecord()) {
            throw new IllegalStateException(
                    declared.where() + " must return a record or a String, not " + result.getName());
        }
        return schemas.ofResult(RecordShape.ofResult(result, mapper));
    }

    /** All tools by name, one page. The schemas are shared: do not change them. */
    public List<ToolListing> list() {
        return listings;
    }

    /** How the tool was declared; empty if no tool has that name. */
    public Optional<McpTool> declared(String name) {
        return Optional.ofNullable(tools.find(name)).map(tool -> tool.declared.annotation());
    }

    /**
     * Binds and validates the arguments, runs the tool on this thread and renders what it returns.
     *
     * @param arguments null is the same as none
     * @return the result; of a {@link ToolFailure} the one with {@code isError}
     * @throws UnknownTool if no tool has that name
     * @throws InvalidArguments if the arguments do not fit; as a rule the tool was not run
     * @throws CancellationException if the tool saw that the client cancelled
     */
    public ToolResult call(String name, @Nullable ObjectNode arguments, CallContext context) {
        Tool tool = tools.find(name);
        if (tool == null) {
            throw new UnknownTool(tools.unknown(name));
        }
        Object bound = tool.binder.bind(arguments);
        try {
            return rendered(tool.declared.call(bound, context));
        } catch (ToolFailure failure) {
            context.diagnostics().failed(failure.failureCause());
            return new ToolResult(
                    List.of(Content.text(failure.whatToDo())), failure.data(), true, failure.outcomeUnknown());
        }
    }

    /** A record goes out twice, as itself and as text (2025-11-25, Tools, Structured Content). */
    private ToolResult rendered(Object result) {
        if (result instanceof String text) {
            return new ToolResult(List.of(Content.text(text)), null, false);
        }
        try {
            return new ToolResult(List.of(Content.text(mapper.writeValueAsString(result))), result, false);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(result.getClass().getName() + " cannot be written as JSON", unwritable);
        }
    }
}
