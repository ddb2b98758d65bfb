package dev.sdpmcp.session;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.telemetry.metrics.Counts;
import dev.sdpmcp.telemetry.metrics.Metrics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.util.function.ToIntFunction;

/** Metrics of sessions and their streams. Thread-safe. */
@ApplicationScoped
public class SessionMetrics {

    private Metrics metrics;
    private SessionRegistry registry;
    private Counts<CloseReason> closed;

    /** For the client proxy. */
    @SuppressWarnings("NullAway.Init")
    protected SessionMetrics() {}

    @Inject
    SessionMetrics(Metrics metrics, SessionRegistry registry) {
        this.metrics = metrics;
        this.registry = registry;
        closed = metrics.counts(
                "sdp_mcp_sessions_closed_total",
                "Sessions that ended, by reason; slow_reader are streams that were cut off.",
                "reason",
                CloseReason.class);
    }

    void begin(@Observes Startup event, SessionAdmission admission, ServerConfiguration configuration) {
        metrics.gauges("sdp_mcp_sessions", "Sessions, by state.", "state", SessionState.class, this::in);
        metrics.gauge("sdp_mcp_connections", "Open streams.", admission::total);
        metrics.gauge(
                "sdp_mcp_connections_limit",
                "Streams that may be open at a time.",
                () -> configuration.sessions().connectionsInTotal());
        metrics.gauge(
                "sdp_mcp_calls_in_progress",
                "Requests of all sessions that run or wait for their turn.",
                () -> sum(session -> session.calls().size()));
        metrics.gauge(
                "sdp_mcp_outbox_messages",
                "Messages of all streams that are not written yet.",
                () -> sum(session -> session.output().waiting()));
        metrics.gauge(
                "sdp_mcp_outbox_messages_max",
                "Messages that are not written yet, of the stream that has most.",
                this::largestOutbox);
    }

    private double in(SessionState state) {
        return registry.sessions().stream()
                .filter(session -> session.state() == state)
                .count();
    }

    private double sum(ToIntFunction<McpSession> number) {
        return registry.sessions().stream().mapToInt(number).sum();
    }

    private double largestOutbox() {
        return registry.sessions().stream()
                .mapToInt(session -> session.output().waiting())
                .max()
                .orElse(0);
    }

    void closed(@Observes SessionEvent.Closed event) {
        closed.count(event.reason());
    }
}
