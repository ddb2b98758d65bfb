package dev.sdpmcp.audit;

import dev.sdpmcp.audit.writing.AuditTrail;
import dev.sdpmcp.audit.writing.TrailStatistics;
import dev.sdpmcp.telemetry.metrics.Metrics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.util.function.ToDoubleFunction;

/** How the audit trail is doing, in numbers; absent when calls are not recorded. Stateless. */
@ApplicationScoped
public class AuditMetrics {

    private enum Fate {
        WRITTEN,
        JOURNALED,
        LOST;

        double rows(TrailStatistics figures) {
            return switch (this) {
                case WRITTEN -> figures.written();
                case JOURNALED -> figures.journaled();
                case LOST -> figures.lost();
            };
        }
    }

    void begin(@Observes Startup event, Metrics metrics, AuditTrail trail) {
        metrics.totals(
                "sdp_mcp_audit_rows_total",
                "Rows of the audit trail: written to the database, journaled first, lost.",
                "fate",
                Fate.class,
                fate -> of(trail, fate::rows));
        metrics.gauge(
                "sdp_mcp_audit_rows_waiting",
                "Rows that wait for the writer of the audit trail.",
                () -> of(trail, TrailStatistics::waiting));
        metrics.gauge(
                "sdp_mcp_audit_journal_bytes",
                "Bytes of rows in the journal, which wait for the database.",
                () -> of(trail, TrailStatistics::journalBytes));
        metrics.gauge(
                "sdp_mcp_audit_database_away",
                "1 while the trail cannot be written to the database, otherwise 0.",
                () -> of(trail, figures -> figures.databaseAway() ? 1 : 0));
        metrics.gauge(
                "sdp_mcp_audit_broken",
                "1 while a break of the audit trail is known that was not accepted, otherwise 0.",
                () -> of(trail, figures -> figures.broken() ? 1 : 0));
    }

    private static double of(AuditTrail trail, ToDoubleFunction<TrailStatistics> figure) {
        return trail.figures().map(figures -> figure.applyAsDouble(figures)).orElse(Double.NaN);
    }
}
