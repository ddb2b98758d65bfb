package dev.sdpmcp.jsonrpc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * One JSON-RPC 2.0 message. Immutable, except that {@code params} is the parser's own tree: read it, do not change it.
 */
public sealed interface JsonRpcMessage {

    /** A call that wants exactly one {@link Response} with the same id. */
    record Call(JsonRpcId id, String method, @Nullable ObjectNode params) implements JsonRpcMessage {}

    /** A call that is never answered, not even with an error. */
    record Notification(String method, @Nullable Object params) implements JsonRpcMessage {

        /** The params as the parser's tree; for a notification that we made ourselves there is none to read. */
        public @Nullable ObjectNode paramsTree() {
            return params instanceof ObjectNode tree ? tree : null;
        }
    }

    /** The answer to a {@link Call}. */
    sealed interface Response extends JsonRpcMessage {
        @Nullable
        JsonRpcId id();
    }

    /** @param value what the codec writes as {@code result}: a record, a map or a JSON tree, never null */
    record Result(JsonRpcId id, Object value) implements Response {}

    /** @param id null only where the request's id could not be read (JSON-RPC 2.0, section 5) */
    record Failure(@Nullable JsonRpcId id, RpcError error) implements Response {}
}
