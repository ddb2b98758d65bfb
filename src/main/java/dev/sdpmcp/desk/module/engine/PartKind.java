package dev.sdpmcp.desk.module.engine;

import dev.sdpmcp.desk.DeskZone;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.tool.shape.Arguments;
import dev.sdpmcp.tool.shape.Choice;
import dev.sdpmcp.tool.shape.Constraints;
import dev.sdpmcp.tool.shape.Scalar;
import dev.sdpmcp.tool.shape.Shape.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One kind of part with the modules that have it, and the arguments of its tools. An argument that not every module takes
 * is optional, says so, and is refused for the others. Immutable.
 *
 * @param name {@code task}
 * @param parts the part of each module, in the order of the modules
 */
record PartKind(String name, Map<ModuleDescription, SubResource> parts) {

    private static final int MAX_NAME = 40;

    /** The kinds that these modules have. */
    static Stream<PartKind> of(List<ModuleDescription> modules) {
        Map<String, Map<ModuleDescription, SubResource>> kinds = new LinkedHashMap<>();
        for (ModuleDescription module : modules) {
            module.parts()
                    .forEach(part -> kinds.computeIfAbsent(part.kind(), kind -> new LinkedHashMap<>())
                            .put(module, part));
        }
        return kinds.entrySet().stream().map(kind -> new PartKind(kind.getKey(), kind.getValue()));
    }

    /** The same without the modules for which a tool by hand adds it. */
    PartKind generated() {
        Map<ModuleDescription, SubResource> some = new LinkedHashMap<>(parts);
        some.values().removeIf(SubResource::isByHand);
        return new PartKind(name, some);
    }

    /** The part of the first module, which decides what all have in common. */
    SubResource first() {
        return parts.values().iterator().next();
    }

    /** What descriptions call the records: {@code problem, change}. */
    String owners() {
        return parts.keySet().stream().map(ModuleDescription::noun).collect(Collectors.joining(", "));
    }

    /** The OAuth scopes of an operation. */
    Set<String> scopes(String operation) {
        return parts.keySet().stream()
                .map(module -> "SDPOnDemand." + module.toolset().module() + "." + operation)
                .collect(Collectors.toSet());
    }

    /** The arguments that name a record. */
    List<Member> record() {
        return List.of(
                Member.required(
                        "module",
                        "What kind of record it belongs to",
                        Choice.of(parts.keySet().stream()
                                .map(ModuleDescription::singular)
                                .toList())),
                Member.required(
                        "record_id",
                        "Number of the record such as 1042, or internal id",
                        Scalar.TEXT,
                        Constraints.size(0, MAX_NAME).withContent()));
    }

    /** The arguments that name one below a record. */
    List<Member> one() {
        List<Member> members = new ArrayList<>(record());
        members.add(Member.required(
                first().idArgument(),
                "Id of the " + name + " as list_" + first().plural() + " shows it",
                Scalar.TEXT,
                Constraints.size(0, MAX_NAME).withContent()));
        return members;
    }

    /** The fields of all modules as arguments. */
    List<Member> fields(Function<SubResource, List<DescribedField>> use, DeskZone zone) {
        Map<String, Member> members = new LinkedHashMap<>();
        parts.forEach((module, part) -> use.apply(part).forEach(argument -> {
            Member member = Inputs.of(argument, zone);
            boolean everywhere =
                    parts.values().stream().allMatch(other -> use.apply(other).contains(argument));
            members.putIfAbsent(member.name(), everywhere ? member : onlyOf(module, member));
        }));
        return List.copyOf(members.values());
    }

    private static Member onlyOf(ModuleDescription module, Member member) {
        String only = "; only of a " + module.singular() + (member.required() ? ", which needs it" : "");
        return Member.optional(member.name(), member.description() + only, member.type(), member.constraints());
    }

    /** The fields that can be emptied in some module, as one argument; empty if there are none. */
    Stream<Member> clear() {
        Set<String> names = new LinkedHashSet<>();
        parts.values()
                .forEach(part -> names.addAll(
                        new FieldChanges(part.changes(), null).clearable().keySet()));
        return names.isEmpty() ? Stream.of() : Stream.of(FieldChanges.clear(List.copyOf(names)));
    }

    /**
     * The collection that the arguments name.
     *
     * @param use the fields that the tool takes
     * @throws ToolFailure if there is no such record, or a field was given that its part does not have
     */
    PartTarget target(Arguments given, ModuleContext context, Function<SubResource, List<DescribedField>> use) {
        ModuleDescription module = parts.keySet().stream()
                .filter(each -> each.singular().equals(given.requiredText("module")))
                .findFirst()
                .orElseThrow();
        PartTarget target = new PartTarget(
                module, parts.get(module), context.records(module).named(given.requiredText("record_id")));
        Set<String> taken = names(use.apply(target.part())).collect(Collectors.toSet());
        String foreign = parts.values().stream()
                .flatMap(part -> names(use.apply(part)))
                .distinct()
                .filter(field -> !taken.contains(field) && given.value(field) != null)
                .collect(Collectors.joining(", "));
        if (!foreign.isEmpty()) {
            throw new ToolFailure(
                    "Nothing was done: a " + name + " of a " + module.singular() + " has no " + foreign + ".");
        }
        return target;
    }

    private static Stream<String> names(List<DescribedField> fields) {
        return fields.stream().map(DescribedField::field).map(Field::name);
    }
}
