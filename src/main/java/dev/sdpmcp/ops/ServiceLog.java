package dev.sdpmcp.ops;

import dev.sdpmcp.access.Caller;
import dev.sdpmcp.dispatch.CallFinished;
import dev.sdpmcp.session.SessionClosed;
import dev.sdpmcp.session.SessionFacts;
import dev.sdpmcp.session.SessionOpened;
import dev.sdpmcp.telemetry.Counter;
import dev.sdpmcp.telemetry.Counters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * One line in the log for each session and each call, and its count. Names who, from where and what; never a session id, a
 * key or an argument.
 */
@ApplicationScoped
public class ServiceLog {

    private static final Logger LOG = System.getLogger(ServiceLog.class.getName());

    @Inject
    private Counters counters;

    void opened(@Observes SessionOpened event) {
        LOG.log(Level.INFO, () -> "session opened " + who(event.session()));
    }

    void closed(@Observes SessionClosed event) {
        counters.count(Counter.SESSIONS_CLOSED, event.reason());
        LOG.log(
                Level.INFO,
                () -> "session closed " + who(event.session()) + " reason=" + event.reason() + " lasted="
                        + event.lasted().toSeconds() + "s");
    }

    void called(@Observes CallFinished event) {
        counters.count(Counter.CALLS_FINISHED, event.outcome());
        LOG.log(
                Level.INFO,
                () -> "call " + event.method() + (event.tool() == null ? "" : " tool=" + event.tool()) + " outcome="
                        + event.outcome() + " took=" + event.took().toMillis() + "ms " + who(event.session()));
    }

    private static String who(SessionFacts session) {
        Caller owner = session.owner();
        return "session=" + session.handle() + " key=" + owner.keyName() + " address=" + owner.address();
    }
}
