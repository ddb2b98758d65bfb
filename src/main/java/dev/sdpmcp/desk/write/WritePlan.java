package dev.sdpmcp.desk.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.history.Change.Doer;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.ResourceType;
import dev.sdpmcp.upstream.ResourceType.Entity;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A write as a value: what is written where, with all names resolved, and how the record is before. It can be shown,
 * confirmed and executed ({@link WriteExecutor}). Immutable, if the JSON in it is left alone.
 *
 * @param type the kind of record
 * @param target the record; null for a new one
 * @param operation what is done
 * @param fields the fields as they are sent
 * @param before the record as it was read a moment ago; null for a new one
 * @param doer the caller, for the history
 */
public record WritePlan(
        RecordType type,
        @Nullable Entity target,
        Operation operation,
        ObjectNode fields,
        @Nullable ObjectNode before,
        Doer doer) {

    /** What people call the record that it makes. */
    String made() {
        return operation instanceof Operation.AddPart add
                ? add.part().singular().replace('_', ' ')
                : type.word();
    }

    /** What a write does. */
    public sealed interface Operation {

        /** A new record, made once however often it is asked for. */
        record Create(CreationKey key) implements Operation {}

        /** Fields of a record change. */
        record Update() implements Operation {}

        /**
         * Something is done to a record, such as closing it.
         *
         * @param call of the API
         * @param changes the fields that it changes, for the history
         * @param done whether a record shows that it was done
         * @param begun whether it shows that some of it was done
         */
        record Act(HelpDesk.Action call, ObjectNode changes, Predicate<JsonNode> done, Predicate<JsonNode> begun)
                implements Operation {

            /** Something that is done as a whole or not at all. */
            public Act(HelpDesk.Action call, ObjectNode changes, Predicate<JsonNode> done) {
                this(call, changes, done, done);
            }
        }

        /**
         * A record is deleted, or moved to the trash.
         *
         * @param call of the API
         * @param done whether a record that is still there shows that it was deleted
         */
        record Delete(BiConsumer<HelpDesk, Entity> call, Predicate<JsonNode> done) implements Operation {}

        /**
         * Something is done to a record of which no history is kept, such as an approval.
         *
         * @param call of the API
         * @param done whether the record shows that it was done
         */
        record Run(BiConsumer<HelpDesk, Entity> call, Predicate<JsonNode> done) implements Operation {}

        /**
         * A new record below the target that cannot be there twice, such as the approval of a person.
         *
         * @param part the collection below it
         * @param same whether one that is there is what was to be made
         */
        record AddMember(ResourceType part, Predicate<JsonNode> same) implements Operation {}

        /**
         * A new record below the target, such as a note.
         *
         * @param part the collection below it
         * @param textField the field that tells one from another
         * @param lookTool how a model can look for it
         */
        record AddPart(ResourceType part, String textField, String lookTool) implements Operation {}
    }
}
