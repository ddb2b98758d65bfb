package dev.sdpmcp.audit;

import dev.sdpmcp.audit.row.AuditRow.CallOutcome;
import dev.sdpmcp.audit.row.RecordedArguments;
import dev.sdpmcp.audit.writing.AuditTrail;
import dev.sdpmcp.config.CurrentKeys;
import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.dispatch.CallInterceptor;
import dev.sdpmcp.dispatch.CallInterceptorOrder;
import dev.sdpmcp.mcp.ToolResult;
import dev.sdpmcp.telemetry.Masking;
import dev.sdpmcp.tool.FailureCause;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.tool.registry.ToolRegistry;
import dev.sdpmcp.upstream.UpstreamExchange;
import dev.sdpmcp.upstream.UpstreamWrite;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;

/**
 * Interceptor that records calls. If a tool declares a change, its intent is recorded first, or the call is not made.
 * Whatever a tool declares, no request that changes the help desk is sent without an intent on this thread.
 * Thread-safe.
 */
@ApplicationScoped
public class CallAudit implements CallInterceptor {

    private static final Logger LOG = System.getLogger(CallAudit.class.getName());

    private static final ThreadLocal<RecordedCall> CURRENT = new ThreadLocal<>();
    private final AuditTrail trail;
    private final ToolRegistry tools;
    private final RecordedArguments arguments;

    @Inject
    CallAudit(AuditTrail trail, ToolRegistry tools, ServerConfiguration configuration, CurrentKeys keys) {
        this(trail, tools, new RecordedArguments(Masking.of(configuration, keys)));
    }

    CallAudit(AuditTrail trail, ToolRegistry tools, RecordedArguments arguments) {
        this.trail = trail;
        this.tools = tools;
        this.arguments = arguments;
    }

    /** For the client proxy, which has no state. */
    @SuppressWarnings("NullAway")
    protected CallAudit() {
        this.trail = null;
        this.tools = null;
        this.arguments = null;
    }

    @Override
    public int order() {
        return CallInterceptorOrder.AUDIT;
    }

    @Override
    public Object around(InterceptedCall call, Supplier<Object> work) {
        // also without a trail, since log lines contain the ticket
        RecordedCall recorded = new RecordedCall(call, tools, arguments, trail.serverId());
        if (trail.isOn() && recorded.isChange()) {
            try {
                trail.require(recorded.intent());
            } catch (AuditTrail.Unavailable refused) {
                call.context().diagnostics().failed(FailureCause.DATABASE);
                trail.add(recorded.ended(CallOutcome.REFUSED));
                LOG.log(
                        Level.WARNING,
                        "A change was refused, request={0}: {1}",
                        recorded.correlationId(),
                        refused.getMessage());
                return notRecorded(call, refused);
            } catch (RuntimeException cancelled) {
                call.context().diagnostics().failed(call.context().stopCause());
                trail.add(recorded.ended(CallOutcome.CANCELLED));
                throw cancelled;
            }
        }
        return recording(recorded, work);
    }

    private static ToolResult notRecorded(InterceptedCall call, AuditTrail.Unavailable refused) {
        return ToolResult.failure(
                        "Nothing was done: every change must be recorded, and the audit trail of this server cannot"
                                + " be written now (" + refused.getMessage()
                                + "). Reading still works. Try again later; if it"
                                + " goes on, tell the operator of this server.")
                .in(call.context().revision());
    }

    private Object recording(RecordedCall recorded, Supplier<Object> work) {
        CallOutcome outcome = CallOutcome.FAILED;
        CURRENT.set(recorded);
        try {
            Object result = work.get();
            outcome = recorded.outcomeOf(result);
            return result;
        } catch (RuntimeException thrown) {
            outcome = recorded.outcomeOf(thrown);
            throw thrown;
        } finally {
            CURRENT.remove();
            if (trail.isOn() && recorded.isToBeRecorded()) {
                trail.add(recorded.ended(outcome));
            }
        }
    }

    /** Second safeguard: stops a write of a tool that declares no change, and of work outside of a call. */
    void beforeWrite(@Observes UpstreamWrite write) {
        if (!trail.isOn()) {
            return;
        }
        RecordedCall recorded = CURRENT.get();
        if (recorded == null || !recorded.isChange()) {
            LOG.log(
                    Level.ERROR,
                    "{0} {1} was stopped, request={2}: it has no row in the audit trail",
                    write.method(),
                    write.path(),
                    recorded == null ? "none" : recorded.correlationId());
            throw new ToolFailure(
                            "Nothing was sent: this tool is declared not to change anything, and would have. That is a"
                                    + " fault of this server; tell its operator.")
                    .because(FailureCause.INTERNAL);
        }
    }

    void exchanged(@Observes UpstreamExchange exchange) {
        RecordedCall recorded = CURRENT.get();
        if (recorded != null) {
            recorded.exchanged(exchange);
        }
    }
}
