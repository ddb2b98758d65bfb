package dev.sdpmcp.tool.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.mcp.ToolListing;
import dev.sdpmcp.mcp.ToolResult;
import dev.sdpmcp.tool.CallContext;
import jakarta.validation.Validator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tools of the program. Immutable once built, thread-safe. */
public final class ToolRegistry {

    /**
     * @param mapper the one that results are written with on the wire
     * @throws IllegalStateException if a declaration is wrong; the message names class and member
     */
    public ToolRegistry(List<CapabilityBean> beans, ObjectMapper mapper, Validator validator) {}

    /** All tools by name, one page. The schemas are shared: do not change them. */
    public List<ToolListing> list() {
        return List.of();
    }

    /**
     * Binds and validates the arguments, runs the tool on this thread and renders what it returns.
     *
     * @param arguments null is the same as none
     * @return the result; of a {@link dev.sdpmcp.tool.ToolFailure} the one with {@code isError}
     * @throws UnknownTool if no tool has that name
     * @throws dev.sdpmcp.tool.InvalidArguments if the arguments do not fit; the tool was not run
     * @throws java.util.concurrent.CancellationException if the tool saw that the client cancelled
     */
    public ToolResult call(String name, @Nullable ObjectNode arguments, CallContext context) {
        if (list().isEmpty()) {
            throw new UnknownTool(name);
        }
        return ToolResult.failure(name);
    }
}
