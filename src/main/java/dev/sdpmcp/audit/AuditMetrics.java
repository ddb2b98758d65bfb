package dev.sdpmcp.audit;

import dev.sdpmcp.audit.writing.AuditTrail;
import dev.sdpmcp.telemetry.metrics.Metrics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.util.function.ToDoubleFunction;

/** Metrics of the audit trail; absent when calls are not recorded. Stateless. */
@ApplicationScoped
public class AuditMetrics {

    private enum Fate {
        WRITTEN,
        JOURNALED,
        LOST;

        double rows(AuditTrail.Statistics statistics) {
            return switch (this) {
                case WRITTEN -> statistics.written();
                case JOURNALED -> statistics.journaled();
                case LOST -> statistics.lost();
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
                () -> of(trail, AuditTrail.Statistics::waiting));
        metrics.gauge(
                "sdp_mcp_audit_journal_bytes",
                "Bytes of rows in the journal, which wait for the database.",
                () -> of(trail, AuditTrail.Statistics::journalBytes));
        metrics.gauge(
                "sdp_mcp_audit_database_away",
                "1 while the trail cannot be written to the database, otherwise 0.",
                () -> of(trail, statistics -> statistics.databaseAway() ? 1 : 0));
        metrics.gauge(
                "sdp_mcp_audit_broken",
                "1 while a break of the audit trail is known that was not accepted, otherwise 0.",
                () -> of(trail, statistics -> statistics.openBreak().isPresent() ? 1 : 0));
    }

    private static double of(AuditTrail trail, ToDoubleFunction<AuditTrail.Statistics> figure) {
        return trail.statistics()
                .map(statistics -> figure.applyAsDouble(statistics))
                .orElse(Double.NaN);
    }
}
