package dev.sdpmcp.desk.module.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.module.engine.Detail.Entry;
import dev.sdpmcp.tool.Effect;
import dev.sdpmcp.upstream.HelpDesk;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Something that is done to a record, such as closing it: a tool {@code VERB_MODULE}.
 *
 * @param verb {@code close}
 * @param call of the API
 * @param arguments fields of the body
 * @param past what the result says: {@code closed}
 * @param goal what a record shows when it was done
 * @param standing the state of a record afterwards, for {@link Goal#STANDING}; null for the end of work on it
 */
public record Action(
        String verb,
        String description,
        HelpDesk.Action call,
        Effect effect,
        List<DescribedField> arguments,
        String past,
        Goal goal,
        @Nullable Finish standing) {

    private static final String TRASHED = "is_trashed";

    /** What an action is for. */
    public enum Goal {
        /** A lookup shows a state, such as that work is over. */
        STANDING,
        /** The account of this server is its technician. */
        PICKED_UP,
        /** It is not in the trash. */
        RESTORED;

        /**
         * Whether the record shows that the action was done.
         *
         * @param standing whether a record shows the state
         */
        boolean isReached(JsonNode before, JsonNode now, Predicate<JsonNode> standing) {
            return switch (this) {
                case STANDING -> standing.test(now);
                case PICKED_UP -> !technician(now).isEmpty() && !technician(now).equals(technician(before));
                case RESTORED -> !now.path(TRASHED).asBoolean();
            };
        }

        /** Whether there is nothing to do. Whether the technician is the account of this server is not known. */
        boolean isReachedAlready(JsonNode before, Predicate<JsonNode> standing) {
            return switch (this) {
                case STANDING -> standing.test(before);
                case PICKED_UP -> false;
                // not every module shows it
                case RESTORED ->
                    before.path(TRASHED).isBoolean() && !before.path(TRASHED).asBoolean();
            };
        }

        private static String technician(JsonNode record) {
            return record.path("technician").path("id").asText("");
        }
    }

    public Action {
        arguments = List.copyOf(arguments);
    }

    /** Ends the work on a record. */
    public static Action closing(String segment, boolean wrapped, String description, Entry... fields) {
        return new Action(
                "close",
                description,
                new HelpDesk.Action("PUT", segment, wrapped),
                Effect.DESTRUCTIVE,
                FieldUse.CREATE.of(fields),
                "closed",
                Goal.STANDING,
                null);
    }

    /** Gives a lookup a value that cannot be given with an update: {@code PUT /MODULE/ID/SEGMENT}. */
    public static Action setting(
            String verb, String segment, String past, Field lookup, String value, String description, Entry... fields) {
        return new Action(
                verb,
                description,
                new HelpDesk.Action("PUT", segment, true),
                Effect.DESTRUCTIVE,
                FieldUse.CREATE.of(fields),
                past,
                Goal.STANDING,
                new Finish(lookup, List.of(value), false));
    }

    /** The state of a record of the module afterwards. */
    Finish standingIn(ModuleDescription module) {
        return standing == null ? module.finish() : standing;
    }

    /** What the result says if there is nothing to do. */
    String already() {
        return goal == Goal.RESTORED ? "it is not in the trash" : "it was " + past + " already";
    }

    /** Gives a record to the technician whose account this server has. */
    public static Action pickingUp(String noun) {
        return new Action(
                "pickup",
                "Makes the technician whose account this server has the one who works on a " + noun + ".",
                new HelpDesk.Action("PUT", "pickup", true),
                Effect.DESTRUCTIVE,
                List.of(),
                "picked up",
                Goal.PICKED_UP,
                null);
    }

    /** Takes a record out of the trash. */
    public static Action restoring(String noun) {
        return new Action(
                "restore",
                "Takes a " + noun
                        + " out of the trash. Name it by its internal id: numbers of the trash are not found.",
                new HelpDesk.Action("PUT", "restore_from_trash", false),
                Effect.DESTRUCTIVE,
                List.of(),
                "restored",
                Goal.RESTORED,
                null);
    }
}
