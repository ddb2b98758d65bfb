package peer;

import io.quarkiverse.mcp.server.TextContent;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolArg;
import io.quarkiverse.mcp.server.ToolResponse;
import java.util.List;
import java.util.Map;

/** The echo tool of the benchmark on Quarkus MCP Server; {@code quarkus.http.port} is the port. */
public class QuarkusPeer {

    @Tool(name = "bench_echo", description = "Says back what it is told.")
    ToolResponse echo(@ToolArg(description = "What to say back") String text) {
        return new ToolResponse(
                false,
                List.of(new TextContent("{\"text\":\"" + text + "\"}")),
                Map.of("text", text),
                null);
    }
}
