package dev.sdpmcp.dispatch;

import dev.sdpmcp.dispatch.CallFinished.Outcome;
import dev.sdpmcp.mcp.McpMethod;
import dev.sdpmcp.telemetry.metrics.Counts;
import dev.sdpmcp.telemetry.metrics.KnownNames;
import dev.sdpmcp.telemetry.metrics.KnownNames.NamedCounts;
import dev.sdpmcp.telemetry.metrics.KnownNames.NamedTimes;
import dev.sdpmcp.telemetry.metrics.Metrics;
import dev.sdpmcp.tool.FailureCause;
import dev.sdpmcp.tool.registry.ToolRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Metrics of calls that may block, by tool and by method. A name that a client made up counts as {@value
 * KnownNames#OTHER}. Thread-safe.
 */
@ApplicationScoped
public class CallMetrics {

    /** Buckets of the OpenTelemetry semantic conventions for MCP, up to the time limit of a call. */
    private static final List<Duration> LIMITS = Stream.of(
                    10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000)
            .map(Duration::ofMillis)
            .toList();

    private NamedCounts<Outcome> requests;
    private NamedCounts<Outcome> toolCalls;
    private NamedTimes toolTimes;
    private Counts<FailureCause> failures;

    /** For the client proxy. */
    @SuppressWarnings("NullAway.Init")
    protected CallMetrics() {}

    @Inject
    CallMetrics(Metrics metrics, ToolRegistry registry, Engine engine) {
        KnownNames tools = KnownNames.of(registry.names());
        KnownNames methods = KnownNames.of(Stream.of(McpMethod.values())
                .filter(engine::mayBlock)
                .map(McpMethod::wireName)
                .toList());
        requests = metrics.counts(
                "sdp_mcp_requests_total",
                "MCP requests that may take time, by method and outcome.",
                "method",
                methods,
                "outcome",
                Outcome.class);
        toolCalls = metrics.counts(
                "sdp_mcp_tool_calls_total",
                "Calls of tools, by tool and outcome.",
                "tool",
                tools,
                "outcome",
                Outcome.class);
        failures = metrics.counts(
                "sdp_mcp_requests_failed_total",
                "MCP requests that may take time and failed, by cause.",
                "cause",
                FailureCause.class);
        toolTimes = metrics.times(
                "sdp_mcp_tool_call_duration_seconds",
                "From the arrival of a call to its end, the time that it waited included.",
                "tool",
                tools,
                LIMITS);
    }

    /** Creates the counters, so that they read 0 before the first call. */
    void begin(@Observes Startup event) {
        toolCalls.value(KnownNames.OTHER, Outcome.OK);
    }

    void called(@Observes CallFinished event) {
        requests.count(event.method(), event.outcome());
        FailureCause cause = event.cause();
        if (cause != null) {
            failures.count(cause);
        }
        if (McpMethod.TOOLS_CALL.wireName().equals(event.method())) {
            toolCalls.count(event.tool(), event.outcome());
            toolTimes.took(event.tool(), event.took());
        }
    }
}
