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
 * @param rows what a row shows, beside its id
 * @param arguments what a new one takes, the text that tells one from another first
 * @param isByHand whether a tool by hand adds one, so that no generated one does
 */
public record SubResource(
        String kind, String key, List<DescribedField> rows, List<DescribedField> arguments, boolean isByHand) {

    /** A part that shows and takes nothing yet. */
    public static SubResource of(String kind, String key) {
        return new SubResource(kind, key, List.of(), List.of(), false);
    }

    /** The same, with rows that show this. */
    public SubResource rows(Entry... fields) {
        return new SubResource(kind, key, FieldUse.ROW.of(fields), arguments, isByHand);
    }

    /** The same, with these further arguments. */
    public SubResource takes(Entry... fields) {
        List<DescribedField> all = Stream.concat(arguments.stream(), FieldUse.CREATE.of(fields).stream())
                .toList();
        return new SubResource(kind, key, rows, all, isByHand);
    }

    /** The same, which a tool by hand adds to. */
    public SubResource byHand() {
        return new SubResource(kind, key, rows, arguments, true);
    }

    /** Several of the kind, the key of a list in the API, and the segment of its path. */
    public String plural() {
        return kind + "s";
    }
}
