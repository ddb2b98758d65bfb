package dev.sdpmcp.dispatch;

import dev.sdpmcp.jsonrpc.RpcError;
import dev.sdpmcp.tool.FailureCause;
import dev.sdpmcp.tool.ToolFailure;

/** The call is answered with a JSON-RPC error. The counterpart is {@link dev.sdpmcp.tool.ToolFailure}. */
public final class RpcFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient RpcError error;
    private final FailureCause failureCause;

    private RpcFailure(RpcError error, FailureCause failureCause) {
        super(error.message(), null, false, false);
        this.error = error;
        this.failureCause = failureCause;
    }

    /** The call is invalid, or cannot be accepted now. */
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

    /** The work failed in a method without {@code isError}: the text of the failure becomes that of the error. */
    static RpcFailure of(ToolFailure failure) {
        return new RpcFailure(RpcError.of(RpcError.Code.INTERNAL_ERROR, failure.whatToDo()), failure.failureCause());
    }

    public RpcError error() {
        return error;
    }

    /** Why the call failed, for operators. */
    public FailureCause failureCause() {
        return failureCause;
    }

    /** Whether the work failed, as opposed to the call being invalid. */
    public boolean isOfTheWork() {
        return error.code() == RpcError.Code.INTERNAL_ERROR.code();
    }
}
