package dev.sdpmcp.jsonrpc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * One JSON-RPC 2.0 message. Immutable, except that {@code params} is the parser's own tree: read it, do not change it.
 */
public sealed interface JsonRpcMessage {

    /** A call (a Request object of JSON-RPC), which is answered by one {@link Response} with the same id. */
    record Call(JsonRpcId id, String method, @Nullable ObjectNode params) implements JsonRpcMessage {}

    /** A notification, which is never answered, not even with an error. */
    record Notification(String method, @Nullable Object params) implements JsonRpcMessage {

        /** The params as the tree of the parser; null for a notification that this server made. */
        public @Nullable ObjectNode paramsTree() {
            return params instanceof ObjectNode tree ? tree : null;
        }
    }

    /** The response to a {@link Call}. */
    sealed interface Response extends JsonRpcMessage {
        @Nullable
        JsonRpcId id();
    }

    /** @param value what the codec writes as {@code result}: a record, a map or a JSON tree, never null */
    record Result(JsonRpcId id, Object value) implements Response {}

    /** @param id null only where the id of the call could not be read (JSON-RPC 2.0, section 5) */
    record Failure(@Nullable JsonRpcId id, RpcError error) implements Response {}
}
