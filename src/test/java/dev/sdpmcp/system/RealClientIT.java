package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientSseClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client of the Java SDK works real tickets, as a newcomer would have it do. */
@SuppressWarnings("deprecation") // its HTTP+SSE transport is deprecated, and exactly what we serve
class RealClientIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Target target = Deployment.target();
    private McpSyncClient client;

    @BeforeEach
    void connect() {
        HttpClientSseClientTransport transport = HttpClientSseClientTransport.builder(
                        target.base().toString())
                .sseEndpoint("/sse")
                .customizeClient(http -> http.connectTimeout(PATIENCE))
                .httpRequestCustomizer(
                        (request, method, uri, body, context) -> request.header("X-API-Key", target.key()))
                .build();
        client = McpClient.sync(transport)
                .requestTimeout(PATIENCE)
                .initializationTimeout(PATIENCE)
                .jsonSchemaValidator(new OutputSchemaCheck())
                .enableCallToolSchemaCaching(true)
                .clientInfo(new McpSchema.Implementation("suite", "1"))
                .build();
        client.initialize();
    }

    @AfterEach
    void leave() {
        assertThat(client.closeGracefully()).isTrue();
    }

    private JsonNode call(String tool, Map<String, Object> arguments) {
        McpSchema.CallToolResult result = client.callTool(new McpSchema.CallToolRequest(tool, arguments));
        String text = ((McpSchema.TextContent) result.content().get(0)).text();
        assertThat(result.isError()).as(tool + ": " + text).isNotEqualTo(true);
        return Json.parse(text);
    }

    @Test
    void shakes_hands_and_finds_its_way_about() {
        assertThat(client.getServerInfo().name()).isEqualTo("sdp-mcp");
        assertThat(client.getServerInstructions()).contains("help desk");
        assertThat(client.listTools().tools()).extracting(McpSchema.Tool::name).contains("list_requests");
        assertThat(client.listResources().resources()).isNotEmpty();
        assertThat(client.listResourceTemplates().resourceTemplates()).isNotEmpty();
        assertThat(client.listPrompts().prompts()).isNotEmpty();
        client.ping();
    }

    @Test
    void works_tickets() {
        assertThat(call("list_requests", Map.of("page_size", 5)).get("requests"))
                .hasSize(5);
        JsonNode technician = call("list_technicians", Map.of()).at("/technicians/0");

        String ticket = call(
                        "create_request", Map.of("subject", "Suite: printer on fire", "description", "**Really.**"))
                .get("display_id")
                .asText();
        call("add_note", Map.of("request_id", ticket, "text", "Brought a bucket."));
        call(
                "assign_request",
                Map.of(
                        "request_id",
                        "#" + ticket,
                        "technician",
                        technician.get("name").asText()));
        assertThat(call("get_request", Map.of("request_id", ticket)).toString()).contains("printer on fire");
        assertThat(call("get_request_conversation", Map.of("request_id", ticket))
                        .toString())
                .contains("Brought a bucket");
        call("close_request", Map.of("request_id", ticket, "resolution", "It burnt down."));

        assertThat(call("get_request", Map.of("request_id", ticket)).toString()).contains("Closed");
    }

    @Test
    void is_told_by_a_tool_what_is_wrong_with_its_arguments() {
        McpSchema.CallToolResult result =
                client.callTool(new McpSchema.CallToolRequest("get_request", Map.of("request_id", "999999999")));

        assertThat(result.isError()).isTrue();
    }
}
