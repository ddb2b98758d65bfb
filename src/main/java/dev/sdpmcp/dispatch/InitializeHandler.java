package dev.sdpmcp.dispatch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.dispatch.MethodHandler.SessionMethodHandler;
import dev.sdpmcp.jsonrpc.RpcError;
import dev.sdpmcp.mcp.Implementation;
import dev.sdpmcp.mcp.InitializeParams;
import dev.sdpmcp.mcp.InitializeResult;
import dev.sdpmcp.mcp.McpMethod;
import dev.sdpmcp.mcp.ProtocolVersion;
import dev.sdpmcp.session.McpSession;
import dev.sdpmcp.text.Excerpt;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code initialize}: 2025-11-25, Lifecycle, Initialization. */
@Dependent
class InitializeHandler implements SessionMethodHandler {

    private static final int MAX_NAME_LENGTH = 200;

    private final ServerIdentity identity;

    @Inject
    InitializeHandler(ServerIdentity identity) {
        this.identity = identity;
    }

    @Override
    public McpMethod method() {
        return McpMethod.INITIALIZE;
    }

    @Override
    public Object handle(Params params, McpSession session) {
        InitializeParams asked = read(params);
        ProtocolVersion revision = ProtocolVersion.negotiate(asked.protocolVersion());
        if (!session.initialize(asked, revision)) {
            throw new RpcFailure(RpcError.Code.INVALID_REQUEST, "the session is initialised already");
        }
        return new InitializeResult(
                revision.wireName(),
                capabilities(revision),
                identity.implementation().in(revision),
                identity.instructions());
    }

    private static InitializeParams read(Params params) {
        Params client = new Params(params.object("clientInfo"));
        Implementation info =
                new Implementation(bounded(client.text("name")), null, bounded(client.text("version")), null, null);
        ObjectNode capabilities = params.object("capabilities");
        return new InitializeParams(params.text("protocolVersion"), capabilities, info);
    }

    /** The name is written into logs and listings: short, without line breaks. */
    private static String bounded(String text) {
        return Excerpt.start(text.replaceAll("\\p{Cntrl}", " "), MAX_NAME_LENGTH);
    }

    private static Map<String, Map<String, Boolean>> capabilities(ProtocolVersion revision) {
        Map<String, Map<String, Boolean>> all = new LinkedHashMap<>();
        all.put("tools", Map.of());
        all.put("resources", Map.of("subscribe", true));
        all.put("prompts", Map.of());
        all.put("logging", Map.of());
        if (revision.hasToolAnnotations()) {
            all.put("completions", Map.of());
        }
        return all;
    }
}
