package dev.sdpmcp.ops;

import dev.sdpmcp.access.Caller;
import dev.sdpmcp.dispatch.CallFinished;
import dev.sdpmcp.session.SessionEvent;
import dev.sdpmcp.session.SessionFacts;
import dev.sdpmcp.telemetry.EventLog;
import dev.sdpmcp.telemetry.LogLine;
import dev.sdpmcp.tool.FailureCause;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Logs one line for each session and each call: key, address and method; never a session id, a key or an argument. */
@ApplicationScoped
public class ServiceLog {

    @Inject
    private EventLog log;

    void opened(@Observes SessionEvent.Opened event) {
        log.write(Level.INFO, about("session opened", event.session()));
    }

    void closed(@Observes SessionEvent.Closed event) {
        log.write(
                Level.INFO,
                about("session closed", event.session())
                        .with("reason", event.reason())
                        .with("seconds", event.lasted().toSeconds()));
    }

    void called(@Observes CallFinished event) {
        FailureCause cause = event.cause();
        Level level = levelOf(cause);
        if (log.writes(level)) {
            log.write(
                    level,
                    about("call", event.session())
                            .with("request", event.correlationId())
                            .with("method", event.method())
                            .with("tool", event.tool())
                            .with("ticket", event.ticket())
                            .with("outcome", event.outcome())
                            .with("cause", cause == null ? null : cause.word())
                            .with("trace", event.traceId())
                            .with("ms", event.took().toMillis()));
        }
    }

    /** A failure that the caller can fix is not a warning for the operator. */
    private static Level levelOf(@Nullable FailureCause cause) {
        return cause != null && cause.isForOperator() ? Level.WARNING : Level.INFO;
    }

    private static LogLine about(String what, SessionFacts session) {
        Caller owner = session.owner();
        return LogLine.of(what)
                .with("session", session.handle())
                .with("key", owner.keyName())
                .with("address", owner.address());
    }
}
