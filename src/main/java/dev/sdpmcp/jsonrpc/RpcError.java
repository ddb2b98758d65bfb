package dev.sdpmcp.jsonrpc;

import org.jspecify.annotations.Nullable;

/**
 * The {@code error} member of a response.
 *
 * @param message one sentence for the developer of the client: what is wrong and what to send instead
 * @param data more detail in a form that the codec can write, or null
 */
public record RpcError(int code, String message, @Nullable Object data) {

    public static RpcError of(Code code, String detail) {
        return new RpcError(code.code(), code.title() + ": " + detail, null);
    }

    /** The error codes that this server sends (JSON-RPC 2.0, section 5.1; MCP, Resources, Error handling). */
    public enum Code {
        /** The body is not well-formed JSON. */
        PARSE_ERROR(-32700, "Parse error"),
        /** JSON, but not a message that is valid in the current state. */
        INVALID_REQUEST(-32600, "Invalid Request"),
        METHOD_NOT_FOUND(-32601, "Method not found"),
        INVALID_PARAMS(-32602, "Invalid params"),
        INTERNAL_ERROR(-32603, "Internal error"),
        /** MCP, Server features, Resources: no resource has the URI. */
        RESOURCE_NOT_FOUND(-32002, "Resource not found"),
        /** Implementation-defined range: the server or the session is at its limit of calls. */
        BUSY(-32000, "Server busy");

        private final int code;
        private final String title;

        Code(int code, String title) {
            this.code = code;
            this.title = title;
        }

        public int code() {
            return code;
        }

        /** The message that JSON-RPC 2.0 gives to the code; details follow it after a colon. */
        public String title() {
            return title;
        }
    }
}
