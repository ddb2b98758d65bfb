package dev.sdpmcp.desk.module.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.ResourceType.Entity;

/** How the API deletes a record of a module. */
public enum Deletion {
    /** It is not offered. */
    NONE("", ""),
    /** {@code DELETE /module/id}: it is gone. */
    PERMANENT("Deletes a %s. It cannot be restored.", "deleted"),
    /** {@code DELETE /module/id/move_to_trash}: it can be restored. */
    TRASH("Moves a %s to the trash of ServiceDesk Plus, from where a person can restore it.", "moved to the trash");

    private static final HelpDesk.Action MOVE_TO_TRASH = new HelpDesk.Action("DELETE", "move_to_trash", false);

    private final String description;
    private final String past;

    Deletion(String description, String past) {
        this.description = description;
        this.past = past;
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
        if (this == TRASH) {
            helpDesk.act(record, MOVE_TO_TRASH, JsonNodeFactory.instance.objectNode());
        } else {
            helpDesk.delete(record);
        }
    }
}
