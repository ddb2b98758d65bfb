package dev.sdpmcp.simulator.module;

import static dev.sdpmcp.simulator.module.ChangeModule.COMMENT;
import static dev.sdpmcp.simulator.module.ChangeModule.STAGE;
import static dev.sdpmcp.simulator.module.ChangeModule.STATUS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.Actor;
import dev.sdpmcp.simulator.model.Draft;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.ModuleRules;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.wire.InnerCode;
import dev.sdpmcp.simulator.wire.Stage;
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
        boolean moves = differs(draft, STAGE) || differs(draft, STATUS);
        return moves ? List.of(COMMENT) : List.of();
    }

    @Override
    public void check(Draft draft) {
        Trash.refuseEdits(draft, ChangeModule.CHANGE);
        LongNode now = LongNode.valueOf(draft.portal().clock().now());
        if (draft.isNew()) {
            draft.set("created_time", now);
            SharedFields.setDefault(
                    draft, "change_requester", TextNode.valueOf(draft.actor().userId()));
            SharedFields.setDefaultTemplate(draft, "change_template");
        }
        RequestRules.keepCategoriesTogether(draft);
        fillStage(draft);
        moveStage(draft, now);
        checkTimes(draft);
        ChangeModule.DETAILS.forEach(name -> DetailGroup.sign(draft, name));
        if (draft.isNew() && draft.problems().isEmpty()) {
            draft.set("display_id", LongNode.valueOf(draft.portal().nextSerial(ChangeModule.CHANGE)));
        }
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
    private static boolean differs(Draft draft, String field) {
        if (!draft.gave(field)) {
            return false;
        }
        String module = field.equals(STAGE) ? CHANGE_STAGE : CHANGE_STATUS;
        JsonNode before = draft.isNew() ? TextNode.valueOf(first(draft.portal(), module)) : draft.was(field);
        return !draft.get(field).equals(before);
    }

    private static void fillStage(Draft draft) {
        Portal portal = draft.portal();
        if (draft.get(STAGE).isNull()) {
            Entity status = draft.target(STATUS, CHANGE_STATUS);
            draft.set(STAGE, TextNode.valueOf(status == null ? first(portal, CHANGE_STAGE) : status.text(STAGE)));
        }
        boolean stageAlone = draft.changes(STAGE) && !draft.gave(STATUS);
        if (stageAlone || draft.get(STATUS).isNull()) {
            portal.all(portal.catalogue().named(CHANGE_STATUS)).stream()
                    .filter(status -> status.get(STAGE).equals(draft.get(STAGE)))
                    .findFirst()
                    .ifPresent(status -> draft.set(STATUS, TextNode.valueOf(status.id())));
        }
    }

    private static void moveStage(Draft draft, LongNode now) {
        boolean wasClosed = isClosed(draft.portal(), draft.was(STAGE));
        boolean closed = isClosed(draft.portal(), draft.get(STAGE));
        StatusEngine.refuseEditsOfClosed(draft, wasClosed && closed, REOPENING, ChangeModule.CHANGE);
        if (wasClosed != closed) {
            draft.set("completed_time", closed ? now : NullNode.getInstance());
        }
    }

    private static void checkTimes(Draft draft) {
        JsonNode start = draft.get("scheduled_start_time");
        JsonNode end = draft.get("scheduled_end_time");
        if (!start.isNull() && !end.isNull() && end.longValue() < start.longValue()) {
            String message = "The end lies before the start";
            draft.problems().add(Stage.STATE, InnerCode.TIME_MISMATCH, "scheduled_end_time", message);
        }
    }

    private static String first(Portal portal, String module) {
        return portal.all(portal.catalogue().named(module)).stream()
                .findFirst()
                .map(Entity::id)
                .orElse("");
    }
}
