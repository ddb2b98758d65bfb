package dev.sdpmcp.simulator.module;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.Action;
import dev.sdpmcp.simulator.model.Draft;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.ModuleRules;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.wire.ApiFailure;
import dev.sdpmcp.simulator.wire.InnerCode;
import dev.sdpmcp.simulator.wire.Json;
import dev.sdpmcp.simulator.wire.Problems;
import dev.sdpmcp.simulator.wire.Problems.Stage;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rules of changes and releases: a status belongs to a stage, and a status change needs a comment; a deleted record goes to
 * the trash.
 *
 * @param module the record; its stages, statuses and templates are named after it
 */
record StageRules(String module) implements ModuleRules {
    static final String STAGE = "stage";
    static final String STATUS = "status";
    static final String COMMENT = "comment";
    static final List<String> DETAILS =
            List.of("roll_out_plan", "back_out_plan", "impact_details", "checklist", "review_details", "close_details");

    private static final String CLOSE = "Close";
    private static final Set<String> REOPENING = Set.of(STAGE, STATUS, COMMENT);

    private String stages() {
        return module + "_stage";
    }

    private String statuses() {
        return module + "_status";
    }

    /** A stage that is given without a status gets its first status, so it changes the status too. */
    @Override
    public Collection<String> mandatory(Draft draft) {
        boolean moves = differs(draft, STAGE, stages()) || differs(draft, STATUS, statuses());
        return moves ? List.of(COMMENT) : List.of();
    }

    @Override
    public void check(Draft draft) {
        Trash.refuseEdits(draft, module);
        if (draft.isNew()) {
            draft.set("created_time", draft.now());
            draft.setDefault(module + "_requester", draft.me());
            SharedFields.setDefaultTemplate(draft, module + "_template");
        }
        SharedFields.keepCategoriesTogether(draft);
        fillStage(draft);
        moveStage(draft);
        draft.checkInterval("scheduled_start_time", "scheduled_end_time");
        DETAILS.forEach(name -> DetailGroup.sign(draft, name));
        draft.number(module);
    }

    @Override
    public void delete(Action.Call call) {
        Trash.delete(call);
    }

    /** A new record starts in the first status of the first stage, which needs no comment. */
    private static boolean differs(Draft draft, String field, String values) {
        JsonNode before = draft.isNew() ? first(draft, values) : draft.was(field);
        return draft.gave(field) && !draft.get(field).equals(before);
    }

    private void fillStage(Draft draft) {
        if (draft.get(STAGE).isNull()) {
            Entity status = draft.target(STATUS, statuses());
            draft.set(STAGE, status == null ? first(draft, stages()) : status.get(STAGE));
        }
        boolean stageAlone = draft.changes(STAGE) && !draft.gave(STATUS);
        if (stageAlone || draft.get(STATUS).isNull()) {
            draft.portal()
                    .first(statuses(), status -> status.get(STAGE).equals(draft.get(STAGE)))
                    .ifPresent(status -> draft.set(STATUS, status.reference()));
        }
    }

    private void moveStage(Draft draft) {
        boolean wasClosed = isClosed(draft.portal(), draft.was(STAGE));
        boolean closed = isClosed(draft.portal(), draft.get(STAGE));
        StatusEngine.refuseEditsOfClosed(draft, wasClosed && closed, REOPENING, module);
        if (wasClosed != closed) {
            draft.set("completed_time", closed ? draft.now() : NullNode.getInstance());
        }
    }

    private static JsonNode first(Draft draft, String values) {
        return TextNode.valueOf(
                draft.portal().first(values, any -> true).map(Entity::id).orElse(""));
    }

    private boolean isClosed(Portal portal, JsonNode stageId) {
        Entity stage = portal.find(stages(), stageId.asText());
        return stage != null && stage.text("name").equals(CLOSE);
    }

    /** Closes a record; its input has no wrapper. */
    ObjectNode close(Action.Call call) {
        ApiFailure.refuseOtherKeys(call.input(), Set.of(STATUS, COMMENT));
        Problems problems = new Problems();
        List<String> missing = Stream.of(STATUS, COMMENT)
                .filter(key -> call.input().path(key).asText("").isBlank())
                .toList();
        problems.addFields(Stage.MANDATORY, InnerCode.MANDATORY, missing);
        problems.throwIfAny();
        String status = switch (call.input().path(STATUS).asText().toLowerCase(Locale.ROOT)) {
            case "completed" -> "Completed";
            case "canceled", "cancelled" -> "Cancelled";
            default -> throw ApiFailure.of(InnerCode.INVALID_VALUE, STATUS, "Value not present");
        };
        refuseIfClosed(call);
        ObjectNode input = Json.object().put(COMMENT, call.input().path(COMMENT).asText());
        input.putObject(STAGE).put("name", CLOSE);
        input.putObject(STATUS).put("name", status);
        call.update(input);
        return call.done("closed successfully.");
    }

    void refuseIfClosed(Action.Call call) {
        if (isClosed(call.portal(), call.target().get(STAGE))) {
            throw ApiFailure.of(InnerCode.NOT_EDITABLE, STAGE, "The " + module + " is closed already");
        }
    }
}
