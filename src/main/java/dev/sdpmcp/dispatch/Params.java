package dev.sdpmcp.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.jsonrpc.RpcError;
import org.jspecify.annotations.Nullable;

/**
 * The params of one call; a missing or wrong member is an error that names it ({@code -32602}). A member that is
 * {@code null} is absent: clients in several languages write null for what they leave out.
 */
public record Params(@Nullable ObjectNode tree) {

    /** The member as a string. */
    public String text(String name) {
        JsonNode value = member(name);
        if (value == null || !value.isTextual()) {
            throw wrong(name, "must be a string", value);
        }
        return value.textValue();
    }

    /**
     * The member as an object, or null if it is absent. An empty list is an empty object, as PHP writes it; an empty
     * string is absent, as clients that keep arguments as text send it.
     */
    public @Nullable ObjectNode optionalObject(String name) {
        JsonNode value = member(name);
        if (value == null || isEmptyText(value)) {
            return null;
        }
        if (value instanceof ArrayNode list && list.isEmpty()) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw wrong(name, "must be an object", value);
    }

    public ObjectNode object(String name) {
        ObjectNode value = optionalObject(name);
        if (value == null) {
            throw wrong(name, "must be an object", null);
        }
        return value;
    }

    /** All params; an error if there are none. */
    public ObjectNode all() {
        if (tree == null) {
            throw new RpcFailure(RpcError.Code.INVALID_PARAMS, "\"params\" is missing");
        }
        return tree;
    }

    /**
     * Refuses a cursor: every list has a single page, so this server issues none (2025-11-25, Pagination, Error
     * Handling). An empty one asks for the first page.
     */
    public void refuseCursor() {
        JsonNode cursor = member("cursor");
        if (cursor != null && !isEmptyText(cursor)) {
            throw new RpcFailure(
                    RpcError.Code.INVALID_PARAMS, "\"cursor\" is unknown: the list has a single page, omit it");
        }
    }

    /** The progress token of the client: a string or an integer; null for none. */
    public @Nullable JsonNode progressToken() {
        JsonNode token = new Params(optionalObject("_meta")).member("progressToken");
        if (token == null || token.isTextual() || token.isIntegralNumber()) {
            return token;
        }
        throw wrong("_meta.progressToken", "must be a string or an integer", token);
    }

    private @Nullable JsonNode member(String name) {
        JsonNode value = tree == null ? null : tree.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private static boolean isEmptyText(JsonNode value) {
        return value.isTextual() && value.textValue().isBlank();
    }

    private static RpcFailure wrong(String name, String rule, @Nullable JsonNode value) {
        String found = value == null
                ? "it is missing or null"
                : "it is " + value.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
        return new RpcFailure(RpcError.Code.INVALID_PARAMS, '"' + name + "\" " + rule + ", " + found);
    }
}
