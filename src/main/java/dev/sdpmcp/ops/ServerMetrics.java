package dev.sdpmcp.ops;

import dev.sdpmcp.access.SlowBodyLimit;
import dev.sdpmcp.dispatch.ServerIdentity;
import dev.sdpmcp.lifecycle.Readiness;
import dev.sdpmcp.lifecycle.ServerLifecycle;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.Database.PoolFigures;
import dev.sdpmcp.persistence.DatabaseWatch;
import dev.sdpmcp.telemetry.metrics.Metrics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Metrics of the whole server: version, readiness, database, slow bodies. Stateless. */
@ApplicationScoped
public class ServerMetrics {

    @Inject
    private Metrics metrics;

    private enum Connections {
        ACTIVE,
        IDLE
    }

    void measureServer(
            @Observes Startup event, Readiness readiness, ServerLifecycle lifecycle, ServerIdentity identity) {
        metrics.info(
                "sdp_mcp_build_info",
                "1; the label says which version runs.",
                "version",
                identity.implementation().version());
        metrics.gauge(
                "sdp_mcp_uptime_seconds",
                "Seconds since the application started.",
                () -> lifecycle.uptime().toSeconds());
        metrics.gauge("sdp_mcp_ready", "1 if the server is ready, otherwise 0.", () -> readiness.isReady() ? 1 : 0);
        metrics.gauges(
                "sdp_mcp_ready_check",
                "1 if the check of /health/ready passes, otherwise 0.",
                "check",
                () -> checks(readiness));
    }

    private static Map<String, Double> checks(Readiness readiness) {
        Map<String, Double> checks = new LinkedHashMap<>();
        readiness.answers().forEach(answer -> checks.put(answer.name(), answer.ready() ? 1.0 : 0.0));
        return checks;
    }

    void measureDatabase(@Observes Startup event, Database database, DatabaseWatch watch) {
        metrics.gauge(
                "sdp_mcp_database_up",
                "1 if the database could be used when it was last looked at, two seconds ago as a rule, otherwise 0.",
                () -> watch.ready() ? 1 : 0);
        metrics.gauges(
                "sdp_mcp_database_connections",
                "Connections of the pool, by what they do.",
                "state",
                Connections.class,
                state -> of(database, state == Connections.IDLE ? PoolFigures::idle : PoolFigures::active));
        metrics.gauge(
                "sdp_mcp_database_connections_awaited",
                "Callers that wait for a connection to the database.",
                () -> of(database, PoolFigures::awaited));
    }

    void measureDataFolder(@Observes Startup event, DatabaseWatch watch) {
        metrics.gauge(
                "sdp_mcp_data_folder_free_bytes",
                "Bytes that may still be written to the file system of the data folder.",
                watch::freeBytes);
        metrics.gauge(
                "sdp_mcp_data_folder_size_bytes",
                "Bytes of the file system of the data folder in all.",
                watch::sizeBytes);
    }

    private static double of(Database database, ToDoubleFunction<PoolFigures> number) {
        return database.pool().map(figures -> number.applyAsDouble(figures)).orElse(0.0);
    }

    void measureBodies(@Observes Startup event, SlowBodyLimit places) {
        metrics.gauge(
                "sdp_mcp_slow_bodies",
                "Bodies that did not come with their headers and are being waited for.",
                () -> SlowBodyLimit.MAX_TOTAL - places.leftInTotal().remaining());
    }
}
