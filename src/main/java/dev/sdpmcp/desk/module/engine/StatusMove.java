package dev.sdpmcp.desk.module.engine;

import dev.sdpmcp.desk.module.engine.Detail.Entry;
import java.util.List;

/**
 * A named change of the status, such as resolving: a tool {@code VERB_MODULE}. The API has no action for
 * it; it is an update.
 *
 * @param from the records that it is for
 * @param to the new status, as sites call it at first; the name is looked up
 * @param arguments fields that may be given with it
 * @param past what the result says: {@code resolved}
 */
public record StatusMove(
        String verb, String description, From from, String to, List<DescribedField> arguments, String past) {

    /** Which records a move is for. */
    public enum From {
        /** Those on which work goes on. */
        OPEN,
        /** Those on hold. */
        ON_HOLD,
        /** Those on which work is over. */
        FINISHED
    }

    public StatusMove {
        arguments = List.copyOf(arguments);
    }

    /** A move with these arguments. */
    public static StatusMove of(
            String verb, String description, From from, String to, String past, Entry... arguments) {
        return new StatusMove(verb, description, from, to, FieldUse.CREATE.of(arguments), past);
    }
}
