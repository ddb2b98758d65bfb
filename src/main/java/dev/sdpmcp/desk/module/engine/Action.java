package dev.sdpmcp.desk.module.engine;

import dev.sdpmcp.tool.Effect;
import dev.sdpmcp.upstream.HelpDesk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that is done to a record, such as closing it: a tool {@code VERB_MODULE}.
 *
 * @param verb {@code close}
 * @param call of the API
 * @param arguments fields of the body
 * @param past what the result says: {@code closed}
 * @param goal how a record is afterwards, which is checked; null for the end of work on it
 */
public record Action(
        String verb,
        String description,
        HelpDesk.Action call,
        Effect effect,
        List<DescribedField> arguments,
        String past,
        @Nullable Finish goal) {

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
                null);
    }

    /** Gives a lookup a value that cannot be given with an update: {@code PUT /MODULE/ID/SEGMENT}. */
    public static Action setting(
            String verb,
            String segment,
            String past,
            Field lookup,
            String value,
            String description,
            Detail.Entry... fields) {
        return new Action(
                verb,
                description,
                new HelpDesk.Action("PUT", segment, true),
                Effect.DESTRUCTIVE,
                FieldUse.CREATE.of(fields),
                past,
                new Finish(lookup, List.of(value), false));
    }

    /** How a record of the module is afterwards. */
    Finish goalIn(ModuleDescription module) {
        return goal == null ? module.finish() : goal;
    }
}
