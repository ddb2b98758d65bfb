package dev.sdpmcp.dispatch;

import dev.sdpmcp.dispatch.MethodHandler.SessionMethodHandler;
import dev.sdpmcp.jsonrpc.RpcError;
import dev.sdpmcp.mcp.LoggingLevel;
import dev.sdpmcp.mcp.McpMethod;
import dev.sdpmcp.session.McpSession;
import dev.sdpmcp.session.Subscriptions;
import dev.sdpmcp.tool.UnknownResource;
import dev.sdpmcp.tool.registry.ResourceRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** CDI producers of the handlers that change a setting of the session. Stateless. */
@ApplicationScoped
class SessionMethodHandlers {

    /** Handler that changes the session and returns an empty {@code result}. */
    record SettingHandler(McpMethod method, BiConsumer<Params, McpSession> change) implements SessionMethodHandler {

        @Override
        public Object handle(Params params, McpSession session) {
            change.accept(params, session);
            return Map.of();
        }
    }

    /** 2025-11-25, Logging, Setting Log Level. */
    @Produces
    static SessionMethodHandler setLevel() {
        return new SettingHandler(
                McpMethod.LOGGING_SET_LEVEL,
                (params, session) -> session.setLogLevel(
                        LoggingLevel.named(params.text("level")).orElseThrow(SessionMethodHandlers::unknownLevel)));
    }

    private static RpcFailure unknownLevel() {
        String all =
                Arrays.stream(LoggingLevel.values()).map(LoggingLevel::wireName).collect(Collectors.joining(", "));
        return new RpcFailure(RpcError.Code.INVALID_PARAMS, "\"level\" must be one of " + all);
    }

    /** 2025-11-25, Resources, Subscriptions. */
    @Produces
    static SessionMethodHandler subscribe(ResourceRegistry resources, Subscriptions subscriptions) {
        return new SettingHandler(McpMethod.RESOURCES_SUBSCRIBE, (params, session) -> {
            String uri = params.text("uri");
            if (!resources.knows(uri, session.owner())) {
                throw new UnknownResource(uri);
            }
            if (!subscriptions.add(uri)) {
                throw new RpcFailure(
                        RpcError.Code.INVALID_PARAMS,
                        "a session may have " + Subscriptions.MAX + " subscriptions; unsubscribe from one first");
            }
        });
    }

    /** 2025-11-25, Resources, Subscriptions. */
    @Produces
    static SessionMethodHandler unsubscribe(Subscriptions subscriptions) {
        return new SettingHandler(
                McpMethod.RESOURCES_UNSUBSCRIBE, (params, session) -> subscriptions.remove(params.text("uri")));
    }
}
