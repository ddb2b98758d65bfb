package dev.sdpmcp.ops;

import dev.sdpmcp.access.Caller;
import dev.sdpmcp.dispatch.CallFinished;
import dev.sdpmcp.session.SessionClosed;
import dev.sdpmcp.session.SessionFacts;
import dev.sdpmcp.session.SessionOpened;
import dev.sdpmcp.telemetry.EventLog;
import dev.sdpmcp.telemetry.LogLine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;

/**
 * One line in the log for each session and each call. Names who, from where and what; never a session id, a
 * key or an argument.
 */
@ApplicationScoped
public class ServiceLog {

    @Inject
    private EventLog log;

    void opened(@Observes SessionOpened event) {
        log.write(Level.INFO, about("session opened", event.session()));
    }

    void closed(@Observes SessionClosed event) {
        log.write(
                Level.INFO,
                about("session closed", event.session())
                        .with("reason", event.reason())
                        .with("seconds", event.lasted().toSeconds()));
    }

    void called(@Observes CallFinished event) {
        if (log.writes(Level.INFO)) {
            log.write(
                    Level.INFO,
                    about("call", event.session())
                            .with("request", event.requestId())
                            .with("method", event.method())
                            .with("tool", event.tool())
                            .with("outcome", event.outcome())
                            .with("trace", event.traceId())
                            .with("ms", event.took().toMillis()));
        }
    }

    private static LogLine about(String what, SessionFacts session) {
        Caller owner = session.owner();
        return LogLine.of(what)
                .with("session", session.handle())
                .with("key", owner.keyName())
                .with("address", owner.address());
    }
}
