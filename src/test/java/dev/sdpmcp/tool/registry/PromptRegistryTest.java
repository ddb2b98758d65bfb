package dev.sdpmcp.tool.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.mcp.PromptListing;
import dev.sdpmcp.mcp.PromptMessage;
import dev.sdpmcp.mcp.PromptResult;
import dev.sdpmcp.tool.Capability;
import dev.sdpmcp.tool.Description;
import dev.sdpmcp.tool.InvalidArguments;
import dev.sdpmcp.tool.McpPrompt;
import dev.sdpmcp.tool.QuietContext;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PromptRegistryTest {

    private final ObjectMapper mapper = new JsonRpcCodec().mapper();
    private final PromptRegistry prompts = registry(new FakeDesk());

    private PromptRegistry registry(Capability capability) {
        return new PromptRegistry(List.of(CapabilityBean.of(capability)), mapper, (tool, client) -> true);
    }

    private ObjectNode json(String text) throws Exception {
        return (ObjectNode) mapper.readTree(text);
    }

    @Test
    void lists_the_prompts_by_name_with_their_arguments() {
        assertThat(prompts.list(new QuietContext().caller()))
                .containsExactly(
                        new PromptListing("hello", "Hello", "Greets", List.of()),
                        new PromptListing(
                                "plan_day",
                                "Plan a day",
                                "Sorts the tickets of a technician",
                                List.of(
                                        new PromptListing.Argument("technician", null, "Whose day", true),
                                        new PromptListing.Argument("day", null, "Which day", false))));
    }

    @Test
    void gives_the_messages_for_the_arguments() throws Exception {
        assertThat(prompts.get("plan_day", json("{\"technician\":\"Ann\"}"), new QuietContext()))
                .isEqualTo(new PromptResult(
                        "Sorts the tickets of a technician", List.of(PromptMessage.user("Plan today for Ann"))));
        assertThat(prompts.get("hello", null, new QuietContext()).messages())
                .containsExactly(PromptMessage.user("Hello test"));
    }

    @Test
    void refuses_unknown_prompts_and_arguments_that_do_not_fit() {
        assertThatThrownBy(() -> prompts.get("plan-day", null, new QuietContext()))
                .isInstanceOf(InvalidArguments.class)
                .hasMessage("there is no prompt \"plan-day\"; did you mean \"plan_day\"?");
        assertThatThrownBy(() -> prompts.get("plan_day", null, new QuietContext()))
                .isInstanceOf(InvalidArguments.class)
                .hasMessage("\"technician\": is required");
    }

    record Numbered(@Description("How many") @Nullable Integer count) {}

    static class Counting implements Capability {
        @McpPrompt(name = "count", title = "T", description = "D")
        public List<PromptMessage> count(Numbered numbered) {
            return List.of(PromptMessage.user(numbered.toString()));
        }
    }

    static class Bare implements Capability {
        @McpPrompt(name = "bare", title = "T", description = "D")
        public List<String> bare() {
            return List.of();
        }
    }

    @Test
    void refuses_wrong_declarations() {
        assertThatThrownBy(() -> registry(new Counting()))
                .hasMessage(Numbered.class.getName() + ".count must be a String");
        assertThatThrownBy(() -> registry(new Bare()))
                .hasMessage(Bare.class.getName() + ".bare must return a List<PromptMessage>");
    }
}
