package dev.sdpmcp.desk.module.engine;

import dev.sdpmcp.desk.DeskZone;
import dev.sdpmcp.desk.write.KeptValues;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.tool.shape.Arguments;
import dev.sdpmcp.tool.shape.Choice;
import dev.sdpmcp.tool.shape.Constraints;
import dev.sdpmcp.tool.shape.Shape.Member;
import dev.sdpmcp.tool.shape.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a tool that changes fields: new values, and {@code clear} with the names of fields to empty. Immutable.
 *
 * @param arguments the new values
 * @param kept a field that is never empty, such as the status; null for none
 */
record FieldChanges(
        List<DescribedField> arguments, @Nullable Field kept) {

    private static final String CLEAR = "clear";
    private static final Set<FieldType> CLEARABLE = Set.of(
            FieldType.TEXT,
            FieldType.HTML,
            FieldType.LOOKUP,
            FieldType.TECHNICIAN,
            FieldType.MOMENT,
            FieldType.DEADLINE);

    /** The arguments; without {@code clear} if no field may be empty. */
    List<Member> members(DeskZone zone) {
        List<Member> members = new ArrayList<>();
        arguments.forEach(argument -> members.add(Inputs.of(argument, zone)));
        Map<String, Field> clearable = clearable();
        if (!clearable.isEmpty()) {
            members.add(clear(List.copyOf(clearable.keySet())));
        }
        return members;
    }

    /** The argument that empties fields of these names. */
    static Member clear(List<String> names) {
        return Member.optional(
                CLEAR,
                "Fields to empty. An argument that is missing, null or an empty text leaves its field as it is",
                new ValueType.ListOf(Choice.of(names), Constraints.NONE));
    }

    /** Fields that may be empty, by name. */
    Map<String, Field> clearable() {
        Map<String, Field> fields = new LinkedHashMap<>();
        arguments.stream()
                .map(DescribedField::field)
                .filter(field -> CLEARABLE.contains(field.type())
                        && !field.mandatory()
                        && !field.equals(kept)
                        && !KeptValues.isRemark(field.path()))
                .forEach(field -> fields.put(field.name(), field));
        return fields;
    }

    /**
     * Puts what was given into a draft.
     *
     * @param idArgument the argument that names what is changed
     * @throws ToolFailure if a field is given and emptied, or nothing is given
     */
    Draft fill(Draft draft, Arguments given, String idArgument) {
        draft.setAll(arguments, given);
        Map<String, Field> clearable = clearable();
        for (Object name : Objects.requireNonNullElse((List<?>) given.value(CLEAR), List.of())) {
            if (given.value(name.toString()) != null) {
                throw new ToolFailure("Nothing was done. \"" + name
                        + "\" is given a value and is in \"clear\" too. Leave one of them out.");
            }
            Field empty = clearable.get(name.toString());
            if (empty == null) {
                throw new ToolFailure("Nothing was done. \"" + name + "\" cannot be emptied here.");
            }
            draft.clear(empty);
        }
        if (draft.fields().isEmpty()) {
            throw new ToolFailure("Nothing to change was given. Give at least one field besides " + idArgument
                    + (clearable.isEmpty() ? "." : "; to empty a field, name it in \"clear\"."));
        }
        return draft;
    }
}
