package dev.sdpmcp.desk.module.engine;

import dev.sdpmcp.desk.module.engine.ModuleDescription.Argument;
import dev.sdpmcp.desk.module.engine.ModuleDescription.Column;
import java.util.List;

/**
 * A collection below each record of a module, such as its notes. One tool for each verb serves all modules that have the
 * same kind of part.
 *
 * @param kind what it is for people, in the singular: {@code note}, {@code task}, {@code worklog}
 * @param singular the key of one in the API, which differs from module to module: {@code request_note}
 * @param plural the key of a list, and the segment of the path
 * @param rows what a row shows, beside its id
 * @param arguments what a new one takes, the text that tells one from another first
 * @param isByHand whether a tool by hand adds one, so that no generated one does
 */
public record SubResource(
        String kind, String singular, String plural, List<Column> rows, List<Argument> arguments, boolean isByHand) {

    public SubResource {
        rows = List.copyOf(rows);
        arguments = List.copyOf(arguments);
    }

    /** The same, which a tool by hand adds to. */
    public SubResource byHand() {
        return new SubResource(kind, singular, plural, rows, arguments, true);
    }
}
