package dev.sdpmcp.desk.module.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.Cursor;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.ToolFailures;
import dev.sdpmcp.desk.write.WritePlan;
import dev.sdpmcp.desk.write.WritePlan.Operation;
import dev.sdpmcp.desk.write.WriteResult;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.Effect;
import dev.sdpmcp.tool.PlannedChange;
import dev.sdpmcp.tool.ToolDeclaration;
import dev.sdpmcp.tool.ToolHandler;
import dev.sdpmcp.tool.ToolSource;
import dev.sdpmcp.tool.shape.Arguments;
import dev.sdpmcp.tool.shape.Choice;
import dev.sdpmcp.tool.shape.Constraints;
import dev.sdpmcp.tool.shape.Scalar;
import dev.sdpmcp.tool.shape.Shape;
import dev.sdpmcp.tool.shape.Shape.Member;
import dev.sdpmcp.upstream.ListQuery;
import dev.sdpmcp.upstream.ResourceType;
import dev.sdpmcp.upstream.ResourceType.Entity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tools for what belongs to records, such as notes, tasks and worklogs: {@code list_tasks}, {@code add_task}. One tool
 * serves all modules that have the same kind of part; an argument names the module.
 */
public record PartTools(List<ModuleDescription> modules, ModuleContext context) implements ToolSource {

    private static final int MAX_TEXT = 3_000;
    private static final int MAX_NAME = 40;

    @Override
    public Stream<ToolDeclaration> tools() {
        return modules.stream()
                .flatMap(module -> module.parts().stream())
                .map(SubResource::kind)
                .distinct()
                .flatMap(kind -> Stream.of(listing(kind), adding(kind)));
    }

    private List<ModuleDescription> having(String kind) {
        return modules.stream().filter(module -> part(module, kind).isPresent()).toList();
    }

    private static Optional<SubResource> part(ModuleDescription module, String kind) {
        return module.parts().stream().filter(part -> part.kind().equals(kind)).findFirst();
    }

    /** A part of the module that was asked for. */
    private record Target(ModuleDescription module, SubResource part, Entity owner) {

        ResourceType collection() {
            return owner.part(part.key(), part.plural());
        }
    }

    private Target target(String kind, Arguments given) {
        ModuleDescription module = modules.stream()
                .filter(each -> each.singular().equals(given.requiredText("module")))
                .findFirst()
                .orElseThrow();
        Entity owner = context.records(module).named(given.requiredText("record_id"));
        return new Target(module, part(module, kind).orElseThrow(), owner);
    }

    private static List<Member> owner(List<ModuleDescription> modules) {
        return List.of(
                Member.required(
                        "module",
                        "What kind of record it belongs to",
                        Choice.of(modules.stream()
                                .map(ModuleDescription::singular)
                                .toList())),
                Member.required(
                        "record_id",
                        "Number of the record such as 1042, or internal id",
                        Scalar.TEXT,
                        Constraints.size(0, MAX_NAME).withContent()));
    }

    private ToolDeclaration listing(String kind) {
        List<ModuleDescription> having = having(kind);
        String things = kind + "s";
        RecordView row = view(part(having.getFirst(), kind).orElseThrow());
        List<Member> members = new ArrayList<>(List.of(Member.optional("id", "Internal id", Scalar.TEXT)));
        members.addAll(row.members());
        List<Member> input = new ArrayList<>(owner(having));
        input.addAll(ListPage.input(things));
        input.add(TextWindow.input());
        return declaration(
                kind,
                having,
                "list_" + things,
                "List " + things,
                "Lists the " + things + " of a record (" + names(having) + "), newest first. Long texts are cut.",
                Effect.READ,
                "READ",
                Shape.of(things, input),
                ListPage.output(things, Shape.of(kind, members)),
                (ToolHandler.Direct) (given, call) ->
                        ToolFailures.translating(() -> list(target(kind, (Arguments) given), row, (Arguments) given)));
    }

    private RecordView view(SubResource part) {
        return new RecordView(part.rows(), Integer.MAX_VALUE, false, true, context.zone());
    }

    private ListPage list(Target target, RecordView row, Arguments given) {
        ListOrder order = ListOrder.byCreation(false);
        Stream<String> shown =
                target.part().rows().stream().map(column -> column.field().root());
        ListQuery query = ListQuery.first(1)
                .withFields(Stream.concat(shown, Stream.of(order.field()))
                        .distinct()
                        .toList());
        ResourceType type = target.collection();
        String digest = Cursor.digest(Stream.of(type.path()));
        ListReader.Rows found = new ListReader(context.helpDesk(), type)
                .read(query, ListPage.position(order, given, digest), ListPage.paging(given));
        TextWindow window = TextWindow.of(given, MAX_TEXT);
        List<@Nullable ObjectNode> rows = found.rows().stream()
                .map(each -> {
                    ObjectNode entry = JsonNodeFactory.instance.objectNode().put("id", Fields.text(each, "id"));
                    row.addTo(entry, each);
                    window.cut(entry, row.details());
                    return entry;
                })
                .collect(Collectors.toList());
        return new ListPage(target.part().plural(), found, rows, digest, List.of());
    }

    private ToolDeclaration adding(String kind) {
        // a note of a request is added by add_note, which knows who may see it
        List<ModuleDescription> having = having(kind).stream()
                .filter(module -> !part(module, kind).orElseThrow().isByHand())
                .toList();
        Map<String, Member> arguments = new LinkedHashMap<>();
        owner(having).forEach(member -> arguments.put(member.name(), member));
        for (ModuleDescription module : having) {
            for (DescribedField argument : part(module, kind).orElseThrow().arguments()) {
                Member member = Inputs.of(argument, context.zone());
                boolean everywhere = having.stream()
                        .allMatch(each ->
                                part(each, kind).orElseThrow().arguments().contains(argument));
                arguments.putIfAbsent(
                        member.name(),
                        everywhere
                                ? member
                                : Member.optional(
                                        member.name(),
                                        member.description() + "; only of a " + taking(having, kind, member.name())
                                                + (member.required() ? ", where it is needed" : ""),
                                        member.type(),
                                        member.constraints()));
            }
        }
        String name = "add_" + (kind.equals("note") ? "record_note" : kind);
        List<Member> result = new ArrayList<>(List.of(
                Member.required("done", "What was done", Scalar.TEXT),
                Member.optional("id", "Internal id of the " + kind, Scalar.TEXT),
                Member.optional("record_id", "Internal id of the record", Scalar.TEXT)));
        result.addAll(times(part(having.getFirst(), kind).orElseThrow()).members());
        result.add(Member.optional(
                "indeterminate",
                "True if it cannot be found out whether it was done; look before repeating it",
                Scalar.BOOLEAN));
        return declaration(
                kind,
                having,
                name,
                "Add " + (kind.equals("note") ? "note to a record" : kind),
                "Adds a " + kind + " to a record (" + names(having) + ").",
                Effect.WRITE,
                "CREATE",
                Shape.of(kind, List.copyOf(arguments.values())),
                Shape.of(kind, result),
                (ToolHandler.Planning) (given, call) -> ToolFailures.planning(
                        () -> add(name, target(kind, (Arguments) given), (Arguments) given, call)));
    }

    private static String taking(List<ModuleDescription> modules, String kind, String argument) {
        return modules.stream()
                .filter(module -> part(module, kind).orElseThrow().arguments().stream()
                        .anyMatch(each -> each.field().name().equals(argument)))
                .map(ModuleDescription::singular)
                .collect(Collectors.joining(" or "));
    }

    private PlannedChange<ObjectNode> add(String tool, Target target, Arguments given, CallContext call) {
        Draft draft = context.draft(target.module());
        target.part()
                .arguments()
                .forEach(argument ->
                        draft.set(argument.field(), given.value(argument.field().name())));
        String kind = target.part().kind();
        WritePlan plan = new WritePlan(
                target.module().recordType(),
                target.owner(),
                new Operation.AddPart(
                        target.collection(),
                        Objects.requireNonNull(
                                target.part().arguments().getFirst().field().path()),
                        "list_" + kind + "s"),
                draft.fields(),
                null,
                WriteTools.doer(tool, call));
        String owner = target.owner().id().digits();
        ObjectNode unknown = JsonNodeFactory.instance
                .objectNode()
                .put("done", "unknown")
                .put("record_id", owner)
                .put("indeterminate", true);
        String done = draft.describe(kind + " added");
        ObjectNode preview = JsonNodeFactory.instance
                .objectNode()
                .put("done", WriteOutcomes.notDone(done))
                .put("record_id", owner);
        times(target.part()).addTo(preview, draft.fields());
        return PlannedChange.of(() -> preview, () -> {
            WriteResult added = context.writes().execute(plan, unknown);
            ObjectNode shown = JsonNodeFactory.instance
                    .objectNode()
                    .put("done", added.describe(done))
                    .put("id", Fields.text(added.entity(), "id"))
                    .put("record_id", owner);
            times(target.part()).addTo(shown, added.entity());
            return shown;
        });
    }

    /** What was stored of the times that a new part takes, so that a wrong time zone is noticed. */
    private RecordView times(SubResource part) {
        return RecordView.row(
                FieldUse.OUTCOME.of(part.arguments().stream()
                        .map(DescribedField::field)
                        .filter(field -> field.type().isTime())
                        .toArray(Field[]::new)),
                context.zone());
    }

    private static String names(List<ModuleDescription> modules) {
        return modules.stream().map(ModuleDescription::noun).collect(Collectors.joining(", "));
    }

    private ToolDeclaration declaration(
            String kind,
            List<ModuleDescription> having,
            String name,
            String title,
            String description,
            Effect effect,
            String operation,
            Shape input,
            Shape output,
            ToolHandler handler) {
        Set<String> scopes = having.stream()
                .map(module -> "SDPOnDemand." + module.toolset().module() + "." + operation)
                .collect(Collectors.toSet());
        return new ToolDeclaration(
                "the parts of records",
                name,
                title,
                description,
                kind.equals("note") ? "conversations" : kind + "s",
                "",
                effect,
                false,
                true,
                scopes,
                input,
                Optional.of(output),
                handler);
    }
}
