package dev.sdpmcp.desk.module.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.module.engine.Detail.Entry;
import dev.sdpmcp.tool.Effect;
import dev.sdpmcp.upstream.HelpDesk;
import java.util.List;
import java.util.function.Predicate;

/**
 * Something that is done to a record, such as closing it: a tool {@code VERB_MODULE}.
 *
 * @param verb {@code close}
 * @param call of the API
 * @param arguments fields of the body
 * @param past what the result says: {@code closed}
 * @param goal what a record shows when it was done
 */
public record Action(
        String verb,
        String description,
        HelpDesk.Action call,
        Effect effect,
        List<DescribedField> arguments,
        String past,
        Goal goal) {

    private static final String TRASHED = "is_trashed";

    /** What an action is for. */
    public enum Goal {
        /** Work on the record is over. */
        FINISHED("it was closed already"),
        /** The account of this server is its technician. */
        PICKED_UP("it was picked up already"),
        /** It is not in the trash. */
        RESTORED("it is not in the trash");

        private final String already;

        Goal(String already) {
            this.already = already;
        }

        /** What the result says if there is nothing to do. */
        String already() {
            return already;
        }

        /**
         * Whether the record shows that the action was done.
         *
         * @param finished whether work on a record is over
         */
        boolean isReached(JsonNode before, JsonNode now, Predicate<JsonNode> finished) {
            return switch (this) {
                case FINISHED -> finished.test(now);
                case PICKED_UP -> !technician(now).isEmpty() && !technician(now).equals(technician(before));
                case RESTORED -> !now.path(TRASHED).asBoolean();
            };
        }

        /** Whether there is nothing to do. Whether the technician is the account of this server is not known. */
        boolean isReachedAlready(JsonNode before, Predicate<JsonNode> finished) {
            return this != PICKED_UP && isReached(before, before, finished);
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
                Goal.FINISHED);
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
                Goal.PICKED_UP);
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
                Goal.RESTORED);
    }
}
