package dev.sdpmcp.dispatch;

import dev.sdpmcp.jsonrpc.RpcError;
import dev.sdpmcp.jsonrpc.RpcErrorCode;

/** The request is answered with a JSON-RPC error. The counterpart is {@link dev.sdpmcp.tool.ToolFailure}. */
public final class RpcFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient RpcError error;

    public RpcFailure(RpcError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    public RpcFailure(RpcErrorCode code, String detail) {
        this(RpcError.of(code, detail));
    }

    public RpcError error() {
        return error;
    }

    /** Whether the work itself failed, and not the asking. */
    public boolean isOfTheWork() {
        return error.code() == RpcErrorCode.INTERNAL_ERROR.code();
    }
}
