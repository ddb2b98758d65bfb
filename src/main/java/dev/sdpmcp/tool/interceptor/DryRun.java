package dev.sdpmcp.tool.interceptor;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.tool.InvalidArguments;
import dev.sdpmcp.tool.ToolDeclaration;
import dev.sdpmcp.tool.ToolHandler;
import dev.sdpmcp.tool.interceptor.ToolInterceptor.Invocation;
import dev.sdpmcp.tool.shape.ArgumentBinder;
import dev.sdpmcp.tool.shape.Arguments;
import dev.sdpmcp.tool.shape.Shape;
import java.util.List;

/** The argument {@code dry_run}, which every tool has that plans a change: the plan is shown and not executed. Stateless. */
final class DryRun {

    private static final String NAME = ToolDeclaration.DRY_RUN.name();
    private static final Shape ALONE = Shape.of(NAME, List.of(ToolDeclaration.DRY_RUN));

    private DryRun() {}

    /**
     * Takes the argument out of those that the client sent.
     *
     * @throws InvalidArguments if it is neither true nor false
     */
    static Invocation read(Invocation invocation, ArgumentBinder binder) {
        ObjectNode sent = invocation.sent();
        if (sent == null || !sent.has(NAME) || !(invocation.tool().handler() instanceof ToolHandler.Planning)) {
            return invocation;
        }
        ObjectNode alone = JsonNodeFactory.instance.objectNode().set(NAME, sent.get(NAME));
        Object dryRun = ((Arguments) binder.bind(ALONE, alone)).value(NAME);
        if (dryRun == null && !sent.get(NAME).isNull()) {
            // other arguments count as not given if they are empty; this one would then have the change made
            throw new InvalidArguments("\"" + NAME + "\": must be true or false");
        }
        ObjectNode others = sent.deepCopy();
        others.remove(NAME);
        return new Invocation(invocation.tool(), others, null, null, Boolean.TRUE.equals(dryRun), invocation.context());
    }
}
