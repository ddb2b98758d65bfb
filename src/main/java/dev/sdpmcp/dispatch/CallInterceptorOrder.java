package dev.sdpmcp.dispatch;

/** The order of all {@link CallInterceptor}s of the program, in one place; the lowest is the outermost. */
public final class CallInterceptorOrder {

    /** Audit trail: outermost, so that it records the result that the client receives. */
    public static final int AUDIT = 100;

    private CallInterceptorOrder() {}
}
