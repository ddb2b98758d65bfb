package dev.sdpmcp.tool.registry;

import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.tool.Capability;
import dev.sdpmcp.tool.LongText;
import java.util.List;

/** A registry for the tests of other rooms. */
public final class GivenTools {

    private GivenTools() {}

    public static ToolRegistry of(Capability declaring) {
        return new ToolRegistry(
                List.of(new AnnotatedTools(List.of(CapabilityBean.of(declaring)), new JsonRpcCodec().mapper())),
                new JsonRpcCodec().mapper(),
                LongText.DEFAULT_MAX_CHARACTERS);
    }
}
