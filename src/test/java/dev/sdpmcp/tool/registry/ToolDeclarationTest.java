package dev.sdpmcp.tool.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.tool.Capability;
import dev.sdpmcp.tool.LongText;
import dev.sdpmcp.tool.McpTool;
import dev.sdpmcp.tool.Validation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes in a declaration stop the start. */
class ToolDeclarationTest {

    private static ToolRegistry registry(Capability... capabilities) {
        List<CapabilityBean> beans =
                Arrays.stream(capabilities).map(CapabilityBean::of).toList();
        return new ToolRegistry(
                beans, new JsonRpcCodec().mapper(), Validation.VALIDATOR, LongText.DEFAULT_MAX_CHARACTERS);
    }

    @Test
    void refuses_two_tools_of_one_name() {
        assertThatThrownBy(() -> registry(new FakeDesk(), new FakeDesk()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(FakeDesk.class.getName())
                .hasMessageContaining("there is another tool");
    }

    static class BadName implements Capability {
        @McpTool(name = "get ticket", title = "T", description = "D")
        public String tool() {
            return "";
        }
    }

    static class Untold implements Capability {
        @McpTool(name = "untold", title = "T", description = "")
        public String tool() {
            return "";
        }
    }

    static class Hidden implements Capability {
        @McpTool(name = "hidden", title = "T", description = "D")
        String tool() {
            return "";
        }
    }

    static class Contradiction implements Capability {
        @McpTool(name = "both", title = "T", description = "D", readOnly = true, destructive = true)
        public String tool() {
            return "";
        }
    }

    static class Checked implements Capability {
        @McpTool(name = "checked", title = "T", description = "D")
        public String tool() throws IOException {
            return "";
        }
    }

    static class BadResult implements Capability {
        @McpTool(name = "list", title = "T", description = "D")
        public List<String> tool() {
            return List.of();
        }
    }

    static class BadParameter implements Capability {
        @McpTool(name = "bare", title = "T", description = "D")
        public String tool(String id) {
            return id;
        }
    }

    record Undescribed(String id) {}

    static class UndescribedResult implements Capability {
        @McpTool(name = "result", title = "T", description = "D")
        public Undescribed tool() {
            return new Undescribed("");
        }
    }

    @Test
    void refuses_wrong_declarations_naming_class_and_member() {
        List<Capability> wrong = List.of(
                new BadName(),
                new Untold(),
                new Hidden(),
                new Contradiction(),
                new Checked(),
                new BadResult(),
                new BadParameter());

        for (Capability capability : wrong) {
            assertThatThrownBy(() -> registry(capability))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith(capability.getClass().getName() + ".tool");
        }
        assertThatThrownBy(() -> registry(new UndescribedResult()))
                .hasMessage(Undescribed.class.getName() + ".id has no @Description");
    }

    @Test
    void refuses_more_tools_than_a_model_can_choose_from(@TempDir Path folder) throws Exception {
        assertThat(registry(ManyTools.compiled(ToolRegistry.MAX_TOOLS, folder)).list())
                .hasSize(ToolRegistry.MAX_TOOLS);
        assertThatThrownBy(() -> registry(ManyTools.compiled(ToolRegistry.MAX_TOOLS + 1, folder)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("there are 129 tools, at most 128 are useful");
    }
}
