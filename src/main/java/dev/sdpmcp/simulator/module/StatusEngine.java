package dev.sdpmcp.simulator.module;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.model.Draft;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.setting.Switch;
import dev.sdpmcp.simulator.wire.InnerCode;
import dev.sdpmcp.simulator.wire.Problems.Stage;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Statuses of requests and problems. Open, Assigned, In Progress and On Hold lead to Resolved, Closed or Cancelled; out
 * of Closed and Cancelled only an open status leads, which reopens. Sets the times that go with a move.
 */
public final class StatusEngine {
    static final String OPEN = "Open";
    static final String ON_HOLD = "Onhold";
    static final String CLOSED = "Closed";

    private static final String STATUS = "status";
    private static final Set<String> REOPENING = Set.of(STATUS, "status_change_comments", "update_reason");

    private StatusEngine() {}

    /** The id of the status with this internal name. */
    public static String called(Portal portal, String internalName) {
        return record(portal, internalName).id();
    }

    /** The status with this internal name. */
    static Entity record(Portal portal, String internalName) {
        return portal.first(STATUS, status -> isCalled(status, internalName))
                .orElseThrow(() -> new IllegalStateException("the profile has no status " + internalName));
    }

    /** Opens a new record whose caller gave no status. */
    static void setDefault(Draft draft) {
        draft.setDefault(STATUS, record(draft.portal(), OPEN).reference());
    }

    /** The status of a record. */
    static @Nullable Entity status(Portal portal, Entity record) {
        return portal.find(STATUS, record.text(STATUS));
    }

    /** Whether it is closed or cancelled. */
    static boolean isClosed(@Nullable Entity status) {
        return isCalled(status, CLOSED) || isCalled(status, "Cancelled");
    }

    /** Whether a status is the one with this internal name. */
    static boolean isCalled(@Nullable Entity status, String internalName) {
        return status != null && status.text("internal_name").equals(internalName);
    }

    /** Checks the move that a draft of a request makes, and completes it. */
    static void move(Draft draft) {
        Trash.refuseEdits(draft, RequestModule.REQUEST);
        Entity to = draft.target(STATUS, STATUS);
        Entity from = draft.portal().find(STATUS, draft.was(STATUS).asText());
        if (to == null) {
            return;
        }
        refuseEditsOfClosed(draft, isClosed(from) && isClosed(to), REOPENING, RequestModule.REQUEST);
        if (!Objects.equals(from, to)) {
            boolean reopens = to.is("in_progress") && !to.is("stop_timer");
            if (isClosed(from) && !reopens) {
                draft.refuse(InnerCode.NOT_EDITABLE, STATUS, "A closed request has to be reopened first");
            }
            if (isCalled(to, CLOSED)) {
                checkClosureRules(draft);
            }
            setTimes(draft, from, to);
        }
    }

    /** With {@link Switch#CLOSED_READ_ONLY}, a record that stays closed changes only in the fields that reopen it. */
    static void refuseEditsOfClosed(Draft draft, boolean staysClosed, Set<String> reopening, String module) {
        if (!staysClosed || !draft.portal().switches().on(Switch.CLOSED_READ_ONLY)) {
            return;
        }
        draft.given().filter(name -> !reopening.contains(name)).sorted().forEach(name -> {
            String message = "Cannot update " + name + " on closed " + module;
            draft.problems().add(Stage.STATE, InnerCode.INVALID_VALUE, 403, name, message);
        });
    }

    /**
     * Checks the conditions of closing a request. If one is not met, the answer is a warning and the request stays
     * open.
     */
    private static void checkClosureRules(Draft draft) {
        List<String> missing = draft.portal().switches().names(Switch.CLOSURE_RULES).stream()
                .filter(rule -> !isMet(draft, rule))
                .toList();
        draft.problems().addFields(Stage.STATE, InnerCode.WARNING, missing);
    }

    private static boolean isMet(Draft draft, String rule) {
        return switch (rule) {
            case "resolution" -> !isEmpty(draft.get("resolution").path("content"));
            case "closure_code" ->
                draft.get("closure_info").path("closure_code").isTextual();
            case "worklog" -> !linked(draft, WorklogModule.WORKLOG).isEmpty();
            case "closed_tasks" -> linked(draft, TaskModule.TASK).stream().noneMatch(task -> isOpen(draft, task));
            default -> !isEmpty(draft.get(rule));
        };
    }

    private static List<Entity> linked(Draft draft, String module) {
        Entity before = draft.before();
        return before == null ? List.of() : draft.portal().linked(module, RequestModule.REQUEST, before.id());
    }

    private static boolean isOpen(Draft draft, Entity task) {
        Entity status = draft.portal().find(TaskModule.TASK_STATUS, task.text(STATUS));
        return status != null && status.is("in_progress");
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isNull()
                || value.isMissingNode()
                || (value.isTextual() && value.textValue().isBlank());
    }

    private static void setTimes(Draft draft, @Nullable Entity from, Entity to) {
        if (isClosed(to)) {
            draft.set("completed_time", draft.now());
        }
        boolean solved = isCalled(to, "Resolved") || isCalled(to, CLOSED);
        if (solved && draft.get("resolved_time").isNull()) {
            draft.set("resolved_time", draft.now());
        }
        boolean wasFinished = from != null && !from.is("in_progress");
        if (wasFinished && to.is("in_progress")) {
            draft.set("is_reopened", BooleanNode.TRUE);
            draft.clear("completed_time");
            draft.clear("resolved_time");
        }
        hold(draft, isCalled(to, ON_HOLD));
    }

    /** Only a request on hold has an {@code onhold_scheduler}. */
    private static void hold(Draft draft, boolean onHold) {
        if (!onHold) {
            draft.clear("onhold_scheduler");
        } else if (draft.get("onhold_scheduler").isObject()) {
            ObjectNode scheduler = draft.get("onhold_scheduler").deepCopy();
            draft.set("onhold_scheduler", scheduler.set("held_by", draft.me()));
        }
    }
}
