package dev.sdpmcp.jsonrpc;

import org.jspecify.annotations.Nullable;

/**
 * The {@code error} member of a response.
 *
 * @param message one sentence for the developer of the client: what is wrong and what to send instead
 * @param data more detail in a form that the codec can write, or null
 */
public record RpcError(int code, String message, @Nullable Object data) {

    public static RpcError of(RpcErrorCode code, String detail) {
        return new RpcError(code.code(), code.title() + ": " + detail, null);
    }
}
