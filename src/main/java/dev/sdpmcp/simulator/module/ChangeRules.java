package dev.sdpmcp.simulator.module;

import static dev.sdpmcp.simulator.module.ChangeModule.COMMENT;
import static dev.sdpmcp.simulator.module.ChangeModule.STAGE;
import static dev.sdpmcp.simulator.module.ChangeModule.STATUS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.Actor;
import dev.sdpmcp.simulator.model.Draft;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.ModuleRules;
import dev.sdpmcp.simulator.model.Portal;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Rules of changes: stages and statuses, comments, times, trash. */
final class ChangeRules implements ModuleRules {
    static final String CLOSE = "Close";

    private static final String CHANGE_STAGE = "change_stage";
    private static final String CHANGE_STATUS = "change_status";
    private static final Set<String> REOPENING = Set.of(STAGE, STATUS, COMMENT);

    /** A stage that is given without a status gets its first status, so it changes the status too. */
    @Override
    public Collection<String> mandatory(Draft draft) {
        boolean moves = differs(draft, STAGE, CHANGE_STAGE) || differs(draft, STATUS, CHANGE_STATUS);
        return moves ? List.of(COMMENT) : List.of();
    }

    @Override
    public void check(Draft draft) {
        Trash.refuseEdits(draft, ChangeModule.CHANGE);
        if (draft.isNew()) {
            draft.set("created_time", draft.now());
            draft.setDefault("change_requester", draft.me());
            SharedFields.setDefaultTemplate(draft, "change_template");
        }
        SharedFields.keepCategoriesTogether(draft);
        fillStage(draft);
        moveStage(draft);
        draft.checkInterval("scheduled_start_time", "scheduled_end_time");
        ChangeModule.DETAILS.forEach(name -> DetailGroup.sign(draft, name));
        draft.number(ChangeModule.CHANGE);
    }

    @Override
    public void delete(Portal portal, Actor actor, ModuleDefinition definition, Entity target) {
        Trash.delete(portal, actor, definition, target);
    }

    static boolean isClosed(Portal portal, JsonNode stageId) {
        Entity stage = portal.find(CHANGE_STAGE, stageId.asText());
        return stage != null && stage.text("name").equals(CLOSE);
    }

    /** A new change starts in the first status of the first stage, which needs no comment. */
    private static boolean differs(Draft draft, String field, String module) {
        JsonNode before = draft.isNew() ? first(draft, module) : draft.was(field);
        return draft.gave(field) && !draft.get(field).equals(before);
    }

    private static void fillStage(Draft draft) {
        if (draft.get(STAGE).isNull()) {
            Entity status = draft.target(STATUS, CHANGE_STATUS);
            draft.set(STAGE, status == null ? first(draft, CHANGE_STAGE) : status.get(STAGE));
        }
        boolean stageAlone = draft.changes(STAGE) && !draft.gave(STATUS);
        if (stageAlone || draft.get(STATUS).isNull()) {
            draft.portal()
                    .first(CHANGE_STATUS, status -> status.get(STAGE).equals(draft.get(STAGE)))
                    .ifPresent(status -> draft.set(STATUS, TextNode.valueOf(status.id())));
        }
    }

    private static void moveStage(Draft draft) {
        boolean wasClosed = isClosed(draft.portal(), draft.was(STAGE));
        boolean closed = isClosed(draft.portal(), draft.get(STAGE));
        StatusEngine.refuseEditsOfClosed(draft, wasClosed && closed, REOPENING, ChangeModule.CHANGE);
        if (wasClosed != closed) {
            draft.set("completed_time", closed ? draft.now() : NullNode.getInstance());
        }
    }

    private static JsonNode first(Draft draft, String module) {
        return TextNode.valueOf(
                draft.portal().first(module, any -> true).map(Entity::id).orElse(""));
    }
}
