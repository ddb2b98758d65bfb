package dev.sdpmcp.desk.module.engine;

import dev.sdpmcp.tool.Effect;
import dev.sdpmcp.upstream.HelpDesk;
import java.util.List;

/**
 * Something that is done to a record, such as closing it: a tool {@code VERB_MODULE}.
 *
 * @param verb {@code close}
 * @param call of the API
 * @param arguments fields of the body
 * @param past what the result says: {@code closed}
 * @param finishes whether work on the record is over afterwards, which is then checked
 */
public record Action(
        String verb,
        String description,
        HelpDesk.Action call,
        Effect effect,
        List<DescribedField> arguments,
        String past,
        boolean finishes) {

    public Action {
        arguments = List.copyOf(arguments);
    }

    /** Ends the work on a record. */
    public static Action closing(String segment, boolean wrapped, String description, Detail.Entry... fields) {
        return new Action(
                "close",
                description,
                new HelpDesk.Action("PUT", segment, wrapped),
                Effect.DESTRUCTIVE,
                FieldUse.CREATE.of(fields),
                "closed",
                true);
    }
}
