package dev.sdpmcp.container;

import dev.sdpmcp.access.Caller;
import dev.sdpmcp.dispatch.SessionDispatcher;
import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.session.FakeOutput;
import dev.sdpmcp.session.McpSession;
import dev.sdpmcp.session.SessionRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;

/** Clients inside the container: sessions without a connection, whose messages go straight to the dispatcher. */
@ApplicationScoped
public class Clients {

    private static final Caller ANN = new Caller("ann", "127.0.0.1", false);

    @Inject
    private SessionRegistry registry;

    @Inject
    private SessionDispatcher dispatcher;

    @Inject
    private JsonRpcCodec codec;

    /** A session that is initialized. */
    public McpSession open(FakeOutput output) {
        McpSession session = registry.open(ANN, output);
        send(
                session,
                "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\","
                        + "\"capabilities\":{},\"clientInfo\":{\"name\":\"inside\",\"version\":\"1\"}}}");
        output.next();
        return session;
    }

    /** Calls a tool and waits for the answer. */
    public String call(McpSession session, FakeOutput output, String tool, String arguments) {
        sendCall(session, tool, arguments);
        return output.next();
    }

    /** Calls a tool and does not wait. */
    public void sendCall(McpSession session, String tool, String arguments) {
        send(
                session,
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                        + "\",\"arguments\":" + arguments + "}}");
    }

    private void send(McpSession session, String message) {
        dispatcher.receive(session, codec.decode(message.getBytes(StandardCharsets.UTF_8)), "inside");
    }
}
