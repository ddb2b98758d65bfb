package dev.sdpmcp.dispatch;

import dev.sdpmcp.jsonrpc.RpcError;
import dev.sdpmcp.tool.FailureCause;
import dev.sdpmcp.tool.ToolFailure;

/** The request is answered with a JSON-RPC error. The counterpart is {@link dev.sdpmcp.tool.ToolFailure}. */
public final class RpcFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient RpcError error;
    private final FailureCause failureCause;

    private RpcFailure(RpcError error, FailureCause failureCause) {
        super(error.message(), null, false, false);
        this.error = error;
        this.failureCause = failureCause;
    }

    /** The request is wrong, or cannot be taken now. */
    public RpcFailure(RpcError.Code code, String detail) {
        this(RpcError.of(code, detail), causeOf(code));
    }

    private static FailureCause causeOf(RpcError.Code code) {
        return switch (code) {
            case PARSE_ERROR, INVALID_REQUEST, METHOD_NOT_FOUND, INVALID_PARAMS -> FailureCause.ARGUMENTS;
            case RESOURCE_NOT_FOUND -> FailureCause.NOT_FOUND;
            case BUSY -> FailureCause.BUSY;
            case INTERNAL_ERROR -> FailureCause.INTERNAL;
        };
    }

    /** The work failed where there is no {@code isError}: what a tool would say in its result goes into a JSON-RPC error. */
    static RpcFailure of(ToolFailure failure) {
        return new RpcFailure(RpcError.of(RpcError.Code.INTERNAL_ERROR, failure.whatToDo()), failure.failureCause());
    }

    public RpcError error() {
        return error;
    }

    /** Why the request failed, for operators. */
    public FailureCause failureCause() {
        return failureCause;
    }

    /** Whether the work itself failed, and not the asking. */
    public boolean isOfTheWork() {
        return error.code() == RpcError.Code.INTERNAL_ERROR.code();
    }
}
