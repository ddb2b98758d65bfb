package dev.sdpmcp.desk.module.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.ToolFailures;
import dev.sdpmcp.history.Change.Doer;
import dev.sdpmcp.tool.Effect;
import dev.sdpmcp.tool.PlannedChange;
import dev.sdpmcp.tool.ToolDeclaration;
import dev.sdpmcp.tool.ToolHandler;
import dev.sdpmcp.tool.ToolSource;
import dev.sdpmcp.tool.shape.Arguments;
import dev.sdpmcp.tool.shape.Shape;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * The tools for what belongs to records, such as notes, tasks and worklogs: {@code list_tasks}, {@code add_task}, {@code
 * update_task}, {@code delete_task}. One tool serves all modules that have the same kind of part; an argument names the
 * module.
 */
public record PartTools(List<ModuleDescription> modules, ModuleContext context) implements ToolSource {

    @Override
    public Stream<ToolDeclaration> tools() {
        return PartKind.of(modules).flatMap(this::tools);
    }

    private Stream<ToolDeclaration> tools(PartKind kind) {
        Stream<ToolDeclaration> all = Stream.of(listing(kind), updating(kind), deleting(kind));
        PartKind generated = kind.generated();
        return generated.parts().isEmpty() ? all : Stream.concat(Stream.of(adding(generated)), all);
    }

    private ToolDeclaration listing(PartKind kind) {
        PartReader reader = new PartReader(kind, context);
        String things = kind.first().plural();
        return declaration(
                kind,
                "list_" + things,
                "List " + things,
                "Lists the " + things + " of a record (" + kind.owners() + "), newest first. Long texts are cut.",
                Effect.READ,
                "READ",
                reader.input(),
                reader.output(),
                (ToolHandler.Direct) (given, call) -> ToolFailures.translating(() -> reader.list((Arguments) given)));
    }

    private ToolDeclaration adding(PartKind kind) {
        PartWriter writer = new PartWriter(kind, context);
        boolean note = kind.name().equals("note"); // add_note is the tool by hand for requests
        String name = "add_" + (note ? "record_note" : kind.name());
        return declaration(
                kind,
                name,
                "Add " + (note ? "note to a record" : kind.name()),
                "Adds a " + kind.name() + " to a record (" + kind.owners() + ").",
                Effect.WRITE,
                "CREATE",
                writer.addInput(),
                writer.output(),
                planning(name, writer::add));
    }

    private ToolDeclaration updating(PartKind kind) {
        PartWriter writer = new PartWriter(kind, context);
        String name = "update_" + kind.name();
        return declaration(
                kind,
                name,
                "Update " + kind.name(),
                "Changes the given fields of a " + kind.name() + " of a record (" + kind.owners()
                        + ") and leaves all others as they are.",
                Effect.DESTRUCTIVE,
                "UPDATE",
                writer.updateInput(),
                writer.output(),
                planning(name, writer::update));
    }

    private ToolDeclaration deleting(PartKind kind) {
        PartWriter writer = new PartWriter(kind, context);
        String name = "delete_" + kind.name();
        return declaration(
                kind,
                name,
                "Delete " + kind.name(),
                Deletion.PERMANENT.description(kind.name() + " of a record (" + kind.owners() + ")"),
                Effect.DESTRUCTIVE,
                "DELETE",
                writer.deleteInput(),
                writer.output(),
                planning(name, writer::delete));
    }

    private static ToolHandler planning(String tool, BiFunction<Arguments, Doer, PlannedChange<ObjectNode>> work) {
        return (ToolHandler.Planning) (given, call) ->
                ToolFailures.planning(() -> work.apply((Arguments) given, WriteTools.doer(tool, call)));
    }

    private static ToolDeclaration declaration(
            PartKind kind,
            String name,
            String title,
            String description,
            Effect effect,
            String operation,
            Shape input,
            Shape output,
            ToolHandler handler) {
        return new ToolDeclaration(
                "the parts of records",
                name,
                title,
                description,
                kind.first().toolset().name(),
                "",
                effect,
                effect == Effect.DESTRUCTIVE,
                true,
                kind.scopes(operation),
                input,
                Optional.of(output),
                handler);
    }
}
