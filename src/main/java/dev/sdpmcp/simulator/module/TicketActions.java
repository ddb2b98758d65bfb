package dev.sdpmcp.simulator.module;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.model.Action;
import dev.sdpmcp.simulator.wire.ApiFailure;
import dev.sdpmcp.simulator.wire.InnerCode;
import dev.sdpmcp.simulator.wire.Json;
import java.util.Set;
import java.util.function.Consumer;

/** Actions that requests, problems and changes have in common. */
final class TicketActions {
    private static final String STATUS = "status";
    private static final String TECHNICIAN = PeopleModules.TECHNICIAN;

    private TicketActions() {}

    /** Closes a record with a status of requests; the input has these keys. */
    static Action close(String module, Set<String> keys) {
        return new Action("PUT", "close", module, call -> {
            ApiFailure.refuseOtherKeys(call.input(), keys);
            refuseIfClosed(call);
            ObjectNode input = call.input().deepCopy();
            String closed =
                    StatusEngine.record(call.portal(), StatusEngine.CLOSED).text("name");
            input.putObject(STATUS).put("name", closed);
            call.update(input);
            return call.done("closed successfully.");
        });
    }

    /** Sets the technician, the group or both. */
    static Action assign(String module) {
        return new Action("PUT", "assign", module, call -> {
            ApiFailure.refuseOtherKeys(call.input(), Set.of(TECHNICIAN, "group"));
            if (call.input().isEmpty()) {
                throw ApiFailure.of(InnerCode.MANDATORY, TECHNICIAN, "Value not provided");
            }
            call.update(call.input());
            return call.done("assigned successfully.");
        });
    }

    /** Makes the caller the technician. */
    static Action pickup(String module) {
        return pickup(module, TECHNICIAN, TicketActions::refuseIfClosed);
    }

    /** Makes the caller the owner, after a check. */
    static Action pickup(String module, String owner, Consumer<Action.Call> check) {
        return new Action("PUT", "pickup", module, call -> {
            ApiFailure.refuseOtherKeys(call.input(), Set.of());
            check.accept(call);
            ObjectNode input = Json.object();
            input.putObject(owner).put("id", call.actor().userId());
            call.update(input);
            return call.done("picked up successfully.");
        });
    }

    private static void refuseIfClosed(Action.Call call) {
        if (StatusEngine.isClosed(StatusEngine.status(call.portal(), call.target()))) {
            String message = "The " + call.definition().name() + " is closed already";
            throw ApiFailure.of(InnerCode.NOT_EDITABLE, STATUS, message);
        }
    }
}
