package dev.sdpmcp.tool;

import dev.sdpmcp.access.Caller;
import dev.sdpmcp.mcp.LoggingLevel;
import dev.sdpmcp.mcp.ProtocolVersion;

/** The context of a call that nobody listens to. */
public final class QuietContext implements CallContext {

    private final Caller caller;

    public QuietContext() {
        this(new Caller("test", "127.0.0.1", false));
    }

    public QuietContext(Caller caller) {
        this.caller = caller;
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public CallOrigin origin() {
        return new CallOrigin("request", "session", "test", "1");
    }

    @Override
    public ProtocolVersion revision() {
        return ProtocolVersion.newest();
    }

    private final CallDiagnostics diagnostics = new CallDiagnostics();

    @Override
    public CallDiagnostics diagnostics() {
        return diagnostics;
    }

    @Override
    public void reportProgress(double progress, double total, String message) {}

    @Override
    public void log(LoggingLevel level, String message) {}

    @Override
    public void checkCancelled() {}
}
