package dev.sdpmcp.desk.module.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.ToolFailures;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.Effect;
import dev.sdpmcp.tool.PlannedChange;
import dev.sdpmcp.tool.ToolDeclaration;
import dev.sdpmcp.tool.ToolHandler;
import dev.sdpmcp.tool.ToolSource;
import dev.sdpmcp.tool.shape.Arguments;
import dev.sdpmcp.tool.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** The tools of a module, made of its description. */
public record ModuleTools(ModuleDescription module, ModuleContext context) implements ToolSource {

    @Override
    public Stream<ToolDeclaration> tools() {
        List<ToolDeclaration> tools = new ArrayList<>();
        ReadTools reads = new ReadTools(module, context);
        WriteTools writes = new WriteTools(module, context);
        if (module.list() != null) {
            tools.add(reading(
                    "list",
                    module.plural(),
                    module.list().description(),
                    reads.listInput(),
                    reads.listOutput(),
                    reads::list));
        }
        if (module.search() != null) {
            ModuleDescription.Search search = module.search();
            tools.add(reading(
                    "search",
                    module.plural(),
                    search.description(),
                    reads.searchInput(search),
                    reads.listOutput(),
                    given -> reads.search(search, given)));
        }
        if (module.details() != null) {
            ModuleDescription.Details details = module.details();
            tools.add(reading(
                    "get",
                    module.singular(),
                    details.description(),
                    reads.getInput(details),
                    reads.getOutput(details),
                    given -> reads.get(details, given)));
        }
        if (module.create() != null) {
            ModuleDescription.Write create = module.create();
            String tool = "create_" + module.singular();
            tools.add(writing(
                    "create",
                    module.singular(),
                    create.description(),
                    Effect.WRITE,
                    "CREATE",
                    writes.createInput(create),
                    writes.outcomes().output(),
                    (given, call) -> writes.create(tool, create, given, call)));
        }
        if (module.update() != null) {
            ModuleDescription.Write update = module.update();
            String tool = "update_" + module.singular();
            tools.add(writing(
                    "update",
                    module.singular(),
                    update.description(),
                    Effect.DESTRUCTIVE,
                    "UPDATE",
                    writes.updateInput(update),
                    writes.outcomes().output(),
                    (given, call) -> writes.update(tool, update, given, call)));
        }
        for (Action action : module.actions()) {
            String tool = action.verb() + "_" + module.singular();
            tools.add(writing(
                    action.verb(),
                    module.singular(),
                    action.description(),
                    action.effect(),
                    "UPDATE",
                    writes.changeInput(action.arguments()),
                    writes.outcomes().output(),
                    (given, call) -> writes.act(tool, action, given, call)));
        }
        StatusMoves moves = new StatusMoves(module, context, writes);
        for (StatusMove move : module.moves()) {
            String tool = move.verb() + "_" + module.singular();
            tools.add(writing(
                    move.verb(),
                    module.singular(),
                    move.description(),
                    Effect.DESTRUCTIVE,
                    "UPDATE",
                    writes.changeInput(move.arguments()),
                    writes.outcomes().output(),
                    (given, call) -> moves.plan(tool, move, given, call)));
        }
        if (module.deletion() != Deletion.NONE) {
            String tool = "delete_" + module.singular();
            tools.add(writing(
                    "delete",
                    module.singular(),
                    module.deletion().description(module.noun()),
                    Effect.DESTRUCTIVE,
                    "DELETE",
                    writes.changeInput(List.of()),
                    writes.outcomes().output(),
                    (given, call) -> writes.delete(tool, given, call)));
        }
        return tools.stream();
    }

    /** A tool by hand that changes a record of the module. */
    public ToolDeclaration changing(
            String verb,
            String description,
            Effect effect,
            List<Shape.Member> arguments,
            BiFunction<Arguments, CallContext, PlannedChange<ObjectNode>> work) {
        return changing(verb, module.singular(), description, effect, "UPDATE", arguments, work);
    }

    /**
     * The same, with another name and scope.
     *
     * @param verb first part of its name
     * @param things the rest of it, the singular or plural
     * @param operation in the name of the scope: {@code CREATE}, {@code UPDATE} or {@code DELETE}
     * @param arguments beside the one that names the record
     */
    public ToolDeclaration changing(
            String verb,
            String things,
            String description,
            Effect effect,
            String operation,
            List<Shape.Member> arguments,
            BiFunction<Arguments, CallContext, PlannedChange<ObjectNode>> work) {
        List<Shape.Member> members = new ArrayList<>();
        members.add(Inputs.record(module));
        members.addAll(arguments);
        Shape output = new WriteTools(module, context).outcomes().output();
        return writing(
                verb, things, description, effect, operation, Shape.of(module.singular(), members), output, work);
    }

    private ToolDeclaration reading(
            String verb, String things, String description, Shape input, Shape output, Function<Arguments, ?> work) {
        ToolHandler.Direct handler = (given, call) -> ToolFailures.translating(() -> work.apply((Arguments) given));
        return declaration(verb, things, description, Effect.READ, "READ", input, output, handler);
    }

    private ToolDeclaration writing(
            String verb,
            String things,
            String description,
            Effect effect,
            String operation,
            Shape input,
            Shape output,
            BiFunction<Arguments, CallContext, PlannedChange<ObjectNode>> work) {
        ToolHandler.Planning handler =
                (given, call) -> ToolFailures.planning(() -> work.apply((Arguments) given, call));
        return declaration(verb, things, description, effect, operation, input, output, handler);
    }

    private ToolDeclaration declaration(
            String verb,
            String things,
            String description,
            Effect effect,
            String operation,
            Shape input,
            Shape output,
            ToolHandler handler) {
        return new ToolDeclaration(
                "the description of " + module.plural(),
                verb + "_" + things,
                Character.toUpperCase(verb.charAt(0)) + verb.substring(1) + " " + things,
                description,
                module.toolset().name(),
                module.singular(),
                effect,
                effect == Effect.DESTRUCTIVE,
                true,
                Set.of("SDPOnDemand." + module.toolset().module() + "." + operation),
                input,
                Optional.of(output),
                handler);
    }
}
