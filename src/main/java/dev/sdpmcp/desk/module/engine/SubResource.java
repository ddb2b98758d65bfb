package dev.sdpmcp.desk.module.engine;

import dev.sdpmcp.desk.module.engine.Detail.Entry;
import java.util.List;
import java.util.stream.Stream;

/**
 * A collection below each record of a module, such as its notes. One tool for each verb serves all modules that have the
 * same kind of part.
 *
 * @param kind what it is for people, in the singular: {@code note}, {@code task}, {@code worklog}
 * @param key of one in the API, which differs from module to module: {@code request_note}
 * @param toolset the group of its tools; the same for all modules
 * @param rows what a row shows, beside its id
 * @param arguments what a new one takes, the text that tells one from another first
 * @param changes what of one can be changed
 * @param isByHand whether a tool by hand adds one, so that no generated one does
 */
public record SubResource(
        String kind,
        String key,
        Toolset toolset,
        List<DescribedField> rows,
        List<DescribedField> arguments,
        List<DescribedField> changes,
        boolean isByHand) {

    /** A part that shows and takes nothing yet. */
    public static SubResource of(String kind, String key, Toolset toolset) {
        return new SubResource(kind, key, toolset, List.of(), List.of(), List.of(), false);
    }

    /** The same, with rows that show this. */
    public SubResource rows(Entry... fields) {
        return new SubResource(kind, key, toolset, FieldUse.ROW.of(fields), arguments, changes, isByHand);
    }

    /** The same, with these further arguments of a new one. */
    public SubResource takes(Entry... fields) {
        return new SubResource(
                kind, key, toolset, rows, joined(arguments, FieldUse.CREATE.of(fields)), changes, isByHand);
    }

    /** The same, with these further fields that can be changed. */
    public SubResource changes(Entry... fields) {
        return new SubResource(
                kind, key, toolset, rows, arguments, joined(changes, FieldUse.UPDATE.of(fields)), isByHand);
    }

    private static List<DescribedField> joined(List<DescribedField> some, List<DescribedField> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** The same, which a tool by hand adds to. */
    public SubResource byHand() {
        return new SubResource(kind, key, toolset, rows, arguments, changes, true);
    }

    /** Several of the kind, the key of a list in the API, and the segment of its path. */
    public String plural() {
        return kind + "s";
    }

    /** The argument that names one: {@code task_id}. */
    String idArgument() {
        return kind + "_id";
    }

    /** Every field that a tool takes. */
    Stream<Field> fields() {
        return Stream.concat(arguments.stream(), changes.stream())
                .map(DescribedField::field)
                .distinct();
    }
}
