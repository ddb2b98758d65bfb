package dev.sdpmcp.tool;

import dev.sdpmcp.mcp.ToolAnnotations;
import dev.sdpmcp.mcp.ToolListing;
import dev.sdpmcp.tool.shape.Scalar;
import dev.sdpmcp.tool.shape.SchemaWriter;
import dev.sdpmcp.tool.shape.Shape;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One tool, whatever it was declared with: an annotated method, or a description. Immutable.
 *
 * @param origin where it is declared, for messages about the declaration
 * @param name 1 to 64 characters of {@code [a-zA-Z0-9_-]}, unique in the program
 * @param title for people
 * @param description for the model: what it does, when to use it, what comes back
 * @param toolset the group of tools that it is switched on and off with, such as {@code requests}
 * @param entityType the kind of record that it is about, named by the argument {@code TYPE_id}; empty if its arguments
 *     {@code module} and {@code record_id} name one, or if it is about none
 * @param idempotent repeating it with the same arguments changes nothing more
 * @param openWorld it reaches a system outside this program
 * @param scopes OAuth scopes of ServiceDesk Plus that it needs
 * @param output shape of the structured result; empty for a tool that answers in prose
 */
public record ToolDeclaration(
        String origin,
        String name,
        String title,
        String description,
        String toolset,
        String entityType,
        Effect effect,
        boolean idempotent,
        boolean openWorld,
        Set<String> scopes,
        Shape input,
        Optional<Shape> output,
        ToolHandler handler) {

    /** The argument of every tool that plans a change. */
    public static final Shape.Member DRY_RUN =
            Shape.Member.optional("dry_run", "Only shows what would change", Scalar.BOOLEAN);

    public ToolDeclaration {
        scopes = Set.copyOf(scopes);
        if (title.isBlank() || description.isBlank()) {
            throw new IllegalStateException(origin + " has no " + (title.isBlank() ? "title" : "description"));
        }
    }

    private static Shape withDryRun(Shape input) {
        return Shape.of(
                input.origin(),
                Stream.concat(input.members().stream(), Stream.of(DRY_RUN)).toList());
    }

    /** How {@code tools/list} shows it. */
    public ToolListing listing(SchemaWriter schemas) {
        ToolAnnotations hints = new ToolAnnotations(
                title,
                effect == Effect.READ,
                effect == Effect.DESTRUCTIVE,
                effect == Effect.READ || idempotent,
                openWorld);
        return new ToolListing(
                name,
                title,
                description,
                schemas.ofArguments(handler instanceof ToolHandler.Planning ? withDryRun(input) : input),
                output.map(schemas::ofResult).orElse(null),
                hints);
    }
}
