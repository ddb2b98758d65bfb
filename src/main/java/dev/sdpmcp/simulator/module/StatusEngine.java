package dev.sdpmcp.simulator.module;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.Draft;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.setting.Switch;
import dev.sdpmcp.simulator.wire.InnerCode;
import dev.sdpmcp.simulator.wire.Stage;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Open, Assigned, In Progress and On Hold lead to Resolved, Closed or Cancelled; out of Closed and Cancelled only an
 * open status leads, which reopens. Sets the times that go with a move.
 */
final class StatusEngine {
    static final String OPEN = "Open";
    static final String ON_HOLD = "Onhold";
    static final String RESOLVED = "Resolved";
    static final String CLOSED = "Closed";

    private static final String STATUS = "status";
    private static final Set<String> REOPENING = Set.of(STATUS, "status_change_comments", "update_reason");

    private StatusEngine() {}

    /** The id of the status with this internal name. */
    static String called(Portal portal, String internalName) {
        return portal.all(portal.catalogue().named(STATUS)).stream()
                .filter(status -> RequestFacts.isCalled(status, internalName))
                .map(Entity::id)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the profile has no status " + internalName));
    }

    /** Checks the move that a draft makes, and completes it. */
    static void move(Draft draft) {
        Trash.refuseEdits(draft, "request");
        Entity to = draft.target(STATUS, STATUS);
        Entity from = draft.was(STATUS).isNull()
                ? null
                : draft.portal().find(STATUS, draft.was(STATUS).asText());
        if (to == null) {
            return;
        }
        refuseEditsOfClosed(draft, RequestFacts.isClosed(from) && RequestFacts.isClosed(to), REOPENING, "request");
        if (!Objects.equals(from, to)) {
            refuseMovesOfClosed(draft, from, to);
            ClosureRules.check(draft, to);
            setTimes(draft, from, to);
        }
    }

    /** With {@link Switch#CLOSED_READ_ONLY}, a record that stays closed changes only in the fields that reopen it. */
    static void refuseEditsOfClosed(Draft draft, boolean staysClosed, Set<String> reopening, String module) {
        if (!staysClosed || !draft.portal().switches().on(Switch.CLOSED_READ_ONLY)) {
            return;
        }
        draft.given().stream()
                .filter(name -> !reopening.contains(name))
                .sorted()
                .forEach(name -> {
                    String message = "Cannot update " + name + " on closed " + module;
                    draft.problems().add(Stage.STATE, InnerCode.INVALID_VALUE, 403, name, message);
                });
    }

    private static void refuseMovesOfClosed(Draft draft, @Nullable Entity from, Entity to) {
        boolean reopens = to.is("in_progress") && !to.is("stop_timer");
        if (RequestFacts.isClosed(from) && !reopens) {
            String message = "A closed request has to be reopened first";
            draft.problems().add(Stage.STATE, InnerCode.NOT_EDITABLE, STATUS, message);
        }
    }

    private static void setTimes(Draft draft, @Nullable Entity from, Entity to) {
        LongNode now = LongNode.valueOf(draft.portal().clock().now());
        if (RequestFacts.isClosed(to)) {
            draft.set("completed_time", now);
        }
        boolean solved = RequestFacts.isCalled(to, RESOLVED) || RequestFacts.isCalled(to, CLOSED);
        if (solved && draft.get("resolved_time").isNull()) {
            draft.set("resolved_time", now);
        }
        boolean wasFinished = from != null && !from.is("in_progress");
        if (wasFinished && to.is("in_progress")) {
            draft.set("is_reopened", BooleanNode.TRUE);
            draft.set("completed_time", NullNode.getInstance());
            draft.set("resolved_time", NullNode.getInstance());
        }
        hold(draft, RequestFacts.isCalled(to, ON_HOLD));
    }

    /** Only a request on hold has an {@code onhold_scheduler}. */
    private static void hold(Draft draft, boolean onHold) {
        if (!onHold) {
            draft.set("onhold_scheduler", NullNode.getInstance());
        } else if (draft.get("onhold_scheduler").isObject()) {
            ObjectNode scheduler = draft.get("onhold_scheduler").deepCopy();
            scheduler.set("held_by", TextNode.valueOf(draft.actor().userId()));
            draft.set("onhold_scheduler", scheduler);
        }
    }
}
