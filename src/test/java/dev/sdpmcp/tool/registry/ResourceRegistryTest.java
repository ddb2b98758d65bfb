package dev.sdpmcp.tool.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.mcp.ResourceListing;
import dev.sdpmcp.mcp.ResourceTemplateListing;
import dev.sdpmcp.mcp.ResourceText;
import dev.sdpmcp.tool.Capability;
import dev.sdpmcp.tool.InvalidArguments;
import dev.sdpmcp.tool.McpResource;
import dev.sdpmcp.tool.QuietContext;
import dev.sdpmcp.tool.UnknownResource;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ResourceRegistryTest {

    private final ObjectMapper mapper = new JsonRpcCodec().mapper();
    private final ResourceRegistry resources = registry(new FakeDesk());

    private ResourceRegistry registry(Capability... capabilities) {
        return new ResourceRegistry(
                Arrays.stream(capabilities).map(CapabilityBean::of).toList(), mapper, (tool, client) -> true);
    }

    private ResourceText read(String uri) {
        return resources.read(uri, new QuietContext());
    }

    @Test
    void lists_resources_and_templates_apart() {
        assertThat(resources.list(new QuietContext().caller()))
                .containsExactly(
                        new ResourceListing("sdp://tickets/open", "open", "Open", "All open tickets", "text/markdown"));
        assertThat(resources.templates(new QuietContext().caller()))
                .extracting(ResourceTemplateListing::uriTemplate)
                .containsExactly("sdp://tickets/{id}", "sdp://tickets/{id}/files/{file}");
    }

    @Test
    void reads_by_uri_and_by_template() {
        assertThat(read("sdp://tickets/12")).isEqualTo(new ResourceText("sdp://tickets/12", "text/markdown", "# 12"));
        assertThat(read("sdp://tickets/12/files/B%C3%A4r"))
                .isEqualTo(new ResourceText("sdp://tickets/12/files/B%C3%A4r", "text/plain", "12|Bär|test"));
    }

    @Test
    void prefers_a_whole_uri_to_a_template() {
        assertThat(read("sdp://tickets/open").text()).isEqualTo("two");
    }

    @Test
    void does_not_know_other_uris() {
        assertThatThrownBy(() -> read("sdp://assets/1"))
                .isInstanceOf(UnknownResource.class)
                .hasMessage("sdp://assets/1");
        assertThatThrownBy(() -> read("sdp://tickets/0")).isInstanceOf(UnknownResource.class);
    }

    @Test
    void says_which_variable_does_not_fit() {
        assertThatThrownBy(() -> read("sdp://tickets/abc"))
                .isInstanceOf(InvalidArguments.class)
                .hasMessage("\"id\": must match [0-9]*|open2, not \"abc\"");
    }

    @Test
    void refuses_a_uri_that_is_too_long() {
        String longest = "sdp://tickets/" + "1".repeat(ResourceRegistry.MAX_URI_LENGTH - 14);

        assertThat(read(longest).uri()).isEqualTo(longest);
        assertThatThrownBy(() -> read(longest + "1"))
                .isInstanceOf(InvalidArguments.class)
                .hasMessage("\"uri\": must have at most 2000 characters");
    }

    static class Stray implements Capability {
        @McpResource(uri = "sdp://tickets/{id}", name = "n", title = "T", description = "D")
        public String stray() {
            return "";
        }
    }

    static class Relative implements Capability {
        @McpResource(uri = "tickets", name = "n", title = "T", description = "D")
        public String relative() {
            return "";
        }
    }

    @Test
    void refuses_wrong_declarations() {
        assertThatThrownBy(() -> registry(new Stray()))
                .hasMessage(Stray.class.getName() + ".stray takes [] but its URI has [id]");
        assertThatThrownBy(() -> registry(new Relative()))
                .hasMessage(Relative.class.getName() + ".relative: \"tickets\" is no absolute URI");
        assertThatThrownBy(() -> registry(new FakeDesk(), new FakeDesk()))
                .hasMessageContaining("another resource has the same URI");
    }
}
