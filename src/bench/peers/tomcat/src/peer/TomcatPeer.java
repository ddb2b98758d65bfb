package peer;

import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.transport.HttpServletSseServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** The echo tool of the benchmark on the MCP Java SDK's servlet and embedded Tomcat; the argument is the port. */
public final class TomcatPeer {

    private static final Map<String, Object> SCHEMA = Map.of(
            "type", "object", "properties", Map.of("text", Map.of("type", "string")), "required", List.of("text"));

    private TomcatPeer() {}

    public static void main(String[] arguments) throws LifecycleException {
        HttpServletSseServerTransportProvider servlet = HttpServletSseServerTransportProvider.builder()
                .sseEndpoint("/sse")
                .messageEndpoint("/messages")
                .build();
        McpSchema.Tool tool = McpSchema.Tool.builder()
                .name("bench_echo")
                .description("Says back what it is told.")
                .inputSchema(SCHEMA)
                .outputSchema(SCHEMA)
                .build();
        McpServer.sync(servlet)
                .serverInfo("peer-tomcat", "1")
                .capabilities(McpSchema.ServerCapabilities.builder().tools(false).build())
                .toolCall(tool, (exchange, request) -> echo(request))
                .build();
        Tomcat tomcat = new Tomcat();
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(Integer.parseInt(arguments[0]));
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "mcp", servlet).setAsyncSupported(true);
        context.addServletMappingDecoded("/*", "mcp");
        tomcat.start();
        tomcat.getServer().await();
    }

    private static McpSchema.CallToolResult echo(McpSchema.CallToolRequest request) {
        String text = (String) request.arguments().get("text");
        return McpSchema.CallToolResult.builder()
                .addTextContent("{\"text\":\"" + text + "\"}")
                .structuredContent(Map.of("text", text))
                .build();
    }
}
