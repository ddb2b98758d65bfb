package dev.sdpmcp.tool.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.mcp.Content;
import dev.sdpmcp.mcp.ToolAnnotations;
import dev.sdpmcp.mcp.ToolListing;
import dev.sdpmcp.mcp.ToolResult;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.Capability;
import dev.sdpmcp.tool.Description;
import dev.sdpmcp.tool.InvalidArguments;
import dev.sdpmcp.tool.LongText;
import dev.sdpmcp.tool.McpTool;
import dev.sdpmcp.tool.QuietContext;
import dev.sdpmcp.tool.interceptor.UnknownTool;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ToolRegistryTest {

    private static final CallContext CONTEXT = new QuietContext();

    private final ObjectMapper mapper = new JsonRpcCodec().mapper();
    private final ToolRegistry tools = registry(new FakeDesk());

    private ToolRegistry registry(Capability... capabilities) {
        List<CapabilityBean> beans =
                Arrays.stream(capabilities).map(CapabilityBean::of).toList();
        return new ToolRegistry(List.of(new AnnotatedTools(beans, mapper)), mapper, LongText.DEFAULT_MAX_CHARACTERS);
    }

    private ToolListing listing(String name) {
        return tools.list(CONTEXT).stream()
                .filter(tool -> tool.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private ToolResult call(String name, String arguments) {
        try {
            return tools.call(name, (ObjectNode) mapper.readTree(arguments), CONTEXT);
        } catch (JsonProcessingException badTest) {
            throw new IllegalArgumentException(badTest);
        }
    }

    @Test
    void lists_the_tools_by_name() {
        assertThat(tools.list(CONTEXT))
                .extracting(ToolListing::name)
                .containsExactly("break_down", "close_all", "echo", "get_ticket");
    }

    @Test
    void tells_what_a_tool_does_to_the_world() {
        assertThat(listing("get_ticket").annotations())
                .isEqualTo(new ToolAnnotations("Get ticket", true, false, true, true));
        assertThat(listing("close_all").annotations())
                .isEqualTo(new ToolAnnotations("Close all", false, true, true, true));
        assertThat(listing("echo").annotations()).isEqualTo(new ToolAnnotations("Echo", false, false, false, false));
    }

    @Test
    void describes_arguments_always_and_results_if_they_are_records() {
        assertThat(listing("get_ticket").inputSchema().at("/required/0").asText())
                .isEqualTo("id");
        assertThat(Objects.requireNonNull(listing("get_ticket").outputSchema())
                        .at("/properties/notes/items/properties/open/type")
                        .asText())
                .isEqualTo("boolean");
        assertThat(listing("close_all").inputSchema().get("type").asText()).isEqualTo("object");
        assertThat(listing("echo").outputSchema()).isNull();
    }

    @Test
    void returns_a_record_as_itself_and_as_the_same_json_in_text() throws Exception {
        ToolResult result = call("get_ticket", "{\"id\":5}");

        assertThat(result.isError()).isFalse();
        assertThat(result.structuredContent()).isInstanceOf(FakeDesk.Ticket.class);
        assertThat(result.content())
                .containsExactly(
                        Content.text(
                                "{\"id\":\"5\",\"subject\":\"Printer \\\"Bär\\\"\",\"notes\":[{\"author\":\"Ann\",\"open\":false}]}"));
        assertThat(mapper.<JsonNode>valueToTree(result.structuredContent()))
                .isEqualTo(mapper.readTree(((Content.Text) result.content().get(0)).text()));
    }

    @Test
    void returns_results_that_are_valid_against_the_output_schema() throws IOException {
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Objects.requireNonNull(listing("get_ticket").outputSchema()));
        String written = mapper.writeValueAsString(
                call("get_ticket", "{\"id\":\"5\",\"notes\":1}").structuredContent());

        assertThat(schema.validate(mapper.readTree(written))).isEmpty();
        assertThat(schema.validate(mapper.readTree("{\"id\":5}")))
                .as("the schema is no rubber stamp")
                .isNotEmpty();
    }

    @Test
    void returns_a_string_as_text_only() {
        assertThat(call("echo", "{\"text\":\"hi\"}"))
                .isEqualTo(new ToolResult(List.of(Content.text("test: hi")), null, false));
    }

    @Test
    void calls_a_tool_without_arguments_with_none() {
        assertThat(tools.call("close_all", null, CONTEXT).content()).containsExactly(Content.text("closed"));
        assertThat(call("close_all", "{}").content()).containsExactly(Content.text("closed"));
        assertThatThrownBy(() -> call("close_all", "{\"really\":true}")).isInstanceOf(InvalidArguments.class);
    }

    @Test
    void makes_a_failure_of_the_tool_a_result_for_the_model() {
        assertThat(call("get_ticket", "{\"id\":\"0\"}"))
                .isEqualTo(ToolResult.failure("there is no ticket 0; search for it"));
    }

    @Test
    void lets_other_exceptions_pass_unchanged() {
        assertThatThrownBy(() -> call("break_down", "{\"text\":\"cancel\"}"))
                .isExactlyInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> call("break_down", "{\"text\":\"oil\"}"))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("oil");
    }

    @Test
    void refuses_arguments_that_do_not_fit_without_running_the_tool() {
        assertThatThrownBy(() -> call("break_down", "{}"))
                .isInstanceOf(InvalidArguments.class)
                .hasMessage("\"text\": is required");
        assertThatThrownBy(() -> call("get_ticket", "{\"id\":\"1\",\"notes\":-1}"))
                .isInstanceOf(InvalidArguments.class)
                .hasMessage("\"notes\": must be at least 0, not -1");
    }

    @Test
    @Tag("reports")
    void names_the_nearest_tool_for_an_unknown_one() {
        assertThatThrownBy(() -> call("getTickets", "{}"))
                .isInstanceOf(UnknownTool.class)
                .hasMessage("there is no tool \"getTickets\"; did you mean \"get_ticket\"?");
        for (String prefixed : List.of(
                "service-desk__get_ticket", "mcp__service-desk__get_ticket", "desk.get_ticket", "desk/get_ticket")) {
            assertThatThrownBy(() -> call(prefixed, "{}"))
                    .as("B35")
                    .hasMessage("there is no tool \"" + prefixed + "\"; did you mean \"get_ticket\"?");
        }
        assertThatThrownBy(() -> call("forget_ticket_budget_ticket", "{}")).hasMessageEndingWith("ticket\"");
        assertThatThrownBy(() -> call("x".repeat(10_000), "{}"))
                .isInstanceOf(UnknownTool.class)
                .message()
                .hasSizeLessThan(200);
    }

    static class Heir extends FakeDesk {}

    @Test
    void finds_what_a_class_inherits() {
        assertThat(registry(new Heir()).list(CONTEXT))
                .extracting(ToolListing::name)
                .contains("echo");
    }

    static class Proxy extends FakeDesk {
        @Override
        public String closeAll() {
            return "intercepted";
        }
    }

    @Test
    void reads_the_class_as_written_and_calls_the_reference() {
        CapabilityBean bean = new CapabilityBean(FakeDesk.class, new Proxy());
        ToolRegistry proxied = new ToolRegistry(
                List.of(new AnnotatedTools(List.of(bean), mapper)), mapper, LongText.DEFAULT_MAX_CHARACTERS);

        assertThat(proxied.call("close_all", null, CONTEXT).content()).containsExactly(Content.text("intercepted"));
    }

    record Nothing(@Description("Nothing") String nothing) {}

    static class Null implements Capability {
        @McpTool(name = "nothing", toolset = "requests", title = "T", description = "D")
        @SuppressWarnings("NullAway")
        public Nothing tool() {
            return null;
        }
    }

    @Test
    void takes_a_null_result_for_a_fault_of_the_program() {
        assertThatThrownBy(() -> registry(new Null()).call("nothing", null, CONTEXT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("returned null");
    }

    @Test
    void has_no_tools_where_nothing_is_declared() {
        assertThat(new ToolRegistry(Collections.emptyList(), mapper, LongText.DEFAULT_MAX_CHARACTERS).list(CONTEXT))
                .isEmpty();
    }
}
