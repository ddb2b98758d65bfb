package dev.sdpmcp.desk.module.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.ResourceType.Entity;

/** How the API deletes a record of a module. */
public enum Deletion {
    /** It is not offered. */
    NONE("", "", ""),
    /** {@code DELETE /module/id}: it is gone. */
    PERMANENT("Deletes a %s. It cannot be restored.", "deleted", ""),
    /** {@code DELETE /module/id/move_to_trash}: it can be restored. */
    TRASH(Words.TRASH, Words.TRASHED, "move_to_trash"),
    /** {@code DELETE /module/id/_move_to_trash}: the same, under the name that some modules have. */
    UNDERSCORED_TRASH(Words.TRASH, Words.TRASHED, "_move_to_trash");

    private static final class Words {
        static final String TRASH = "Moves a %s to the trash of ServiceDesk Plus, from where it can be restored.";
        static final String TRASHED = "moved to the trash";
    }

    private final String description;
    private final String past;
    private final String segment;

    Deletion(String description, String past, String segment) {
        this.description = description;
        this.past = past;
        this.segment = segment;
    }

    /** For the model. */
    String description(String noun) {
        return description.formatted(noun);
    }

    /** What the result says. */
    String past() {
        return past;
    }

    /** Whether a record that is still there was deleted, which is so for the trash. */
    boolean isDone(JsonNode record) {
        return record.path("is_trashed").asBoolean();
    }

    /** Deletes the record. */
    void of(HelpDesk helpDesk, Entity record) {
        if (segment.isEmpty()) {
            helpDesk.delete(record);
        } else {
            helpDesk.act(record, new HelpDesk.Action("DELETE", segment, false), JsonNodeFactory.instance.objectNode());
        }
    }
}
