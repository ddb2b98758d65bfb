package dev.sdpmcp.desk.module.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.NameMatch;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.PlannedChange;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.tool.shape.Arguments;
import java.util.List;

/** Plans the {@link StatusMove}s of a module. Thread-safe. */
record StatusMoves(ModuleDescription module, ModuleContext context, WriteTools writes) {

    private static final String ON_HOLD = "On Hold";

    /**
     * Plans the move of the record that was named.
     *
     * @throws ToolFailure if the move is not for a record of that status
     */
    PlannedChange<ObjectNode> plan(String tool, StatusMove move, Arguments given, CallContext call) {
        Field status = module.finish().field();
        ObjectNode before = context.records(module).read(given.requiredText(module.idArgument()));
        String now = String.valueOf(Fields.name(before, status.path()));
        Draft draft = context.draft(module).set(status, move.to());
        String to = String.valueOf(Fields.name(draft.fields(), status.path()));
        if (to.equals(now)) {
            return PlannedChange.none(writes.outcomes().outcome("nothing: it is " + now + " already", before));
        }
        refuseOthers(move, now, before);
        move.arguments()
                .forEach(argument ->
                        draft.set(argument.field(), given.value(argument.field().name())));
        return writes.update(
                tool,
                draft.describe(move.past()),
                context.records(module).entityOf(before),
                before,
                draft.fields(),
                call);
    }

    private void refuseOthers(StatusMove move, String now, ObjectNode before) {
        boolean finished = writes.outcomes().isFinished(before);
        String wanted = switch (move.from()) {
            case OPEN -> finished ? "is open; reopen it first with reopen_" + module.singular() : null;
            case ON_HOLD -> NameMatch.in(List.of(now), ON_HOLD).isEmpty() ? "is on hold" : null;
            case FINISHED -> finished ? null : "is resolved, closed or cancelled";
        };
        if (wanted != null) {
            throw new ToolFailure("Nothing was done: the status is \"" + now + "\", and " + move.verb() + "_"
                    + module.singular() + " is for a " + module.noun() + " that " + wanted + ".");
        }
    }
}
