package dev.sdpmcp.tool.registry;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.tool.Capability;
import dev.sdpmcp.tool.LongText;
import dev.sdpmcp.tool.McpTool;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Mistakes in a declaration stop the start. */
class ToolDeclarationTest {

    private static ToolRegistry registry(Capability... capabilities) {
        List<CapabilityBean> beans =
                Arrays.stream(capabilities).map(CapabilityBean::of).toList();
        ObjectMapper mapper = new JsonRpcCodec().mapper();
        return new ToolRegistry(List.of(new AnnotatedTools(beans, mapper)), mapper, LongText.DEFAULT_MAX_CHARACTERS);
    }

    @Test
    void refuses_two_tools_of_one_name() {
        assertThatThrownBy(() -> registry(new FakeDesk(), new FakeDesk()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("there is another tool");
    }

    static class BadName implements Capability {
        @McpTool(name = "get ticket", toolset = "requests", title = "T", description = "D")
        public String tool() {
            return "";
        }
    }

    static class Untold implements Capability {
        @McpTool(name = "untold", toolset = "requests", title = "T", description = "")
        public String tool() {
            return "";
        }
    }

    static class Hidden implements Capability {
        @McpTool(name = "hidden", toolset = "requests", title = "T", description = "D")
        String tool() {
            return "";
        }
    }

    static class Checked implements Capability {
        @McpTool(name = "checked", toolset = "requests", title = "T", description = "D")
        public String tool() throws IOException {
            return "";
        }
    }

    static class BadResult implements Capability {
        @McpTool(name = "list", toolset = "requests", title = "T", description = "D")
        public List<String> tool() {
            return List.of();
        }
    }

    static class BadParameter implements Capability {
        @McpTool(name = "bare", toolset = "requests", title = "T", description = "D")
        public String tool(String id) {
            return id;
        }
    }

    record Undescribed(String id) {}

    static class UndescribedResult implements Capability {
        @McpTool(name = "result", toolset = "requests", title = "T", description = "D")
        public Undescribed tool() {
            return new Undescribed("");
        }
    }

    @Test
    void refuses_wrong_declarations_naming_class_and_member() {
        List<Capability> wrong =
                List.of(new BadName(), new Untold(), new Hidden(), new Checked(), new BadResult(), new BadParameter());

        for (Capability capability : wrong) {
            assertThatThrownBy(() -> registry(capability))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith(capability.getClass().getName() + ".tool");
        }
        assertThatThrownBy(() -> registry(new UndescribedResult()))
                .hasMessage(Undescribed.class.getName() + ".id has no @Description");
    }
}
