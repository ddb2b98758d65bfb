package dev.sdpmcp.upstream;

import dev.sdpmcp.telemetry.metrics.Counts;
import dev.sdpmcp.telemetry.metrics.KnownNames;
import dev.sdpmcp.telemetry.metrics.KnownNames.NamedCounts;
import dev.sdpmcp.telemetry.metrics.KnownNames.NamedTimes;
import dev.sdpmcp.telemetry.metrics.Metrics;
import dev.sdpmcp.upstream.ExchangeListener.RetryReason;
import dev.sdpmcp.upstream.ExchangeListener.ShortCircuitReason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Metrics of the exchanges with ServiceDesk Plus. Thread-safe. */
@ApplicationScoped
public class UpstreamMetrics {

    private static final KnownNames METHODS = KnownNames.of(List.of("GET", "POST", "PUT", "DELETE"));

    /** An exchange may take a minute; see {@link UpstreamLimits}. */
    private static final List<Duration> BUCKETS = Stream.of(
                    25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000)
            .map(Duration::ofMillis)
            .toList();

    private enum Outcome {
        SUCCESS,
        REDIRECTED,
        UNAUTHORISED,
        THROTTLED,
        REFUSED,
        SERVER_ERROR,
        NO_ANSWER;

        static Outcome of(int status) {
            return switch (status) {
                case UpstreamExchange.NO_ANSWER -> NO_ANSWER;
                case 401 -> UNAUTHORISED;
                case 429 -> THROTTLED;
                default -> status < 300 ? SUCCESS : status < 400 ? REDIRECTED : status < 500 ? REFUSED : SERVER_ERROR;
            };
        }
    }

    private Metrics metrics;
    private NamedCounts<Outcome> exchanges;
    private NamedTimes times;
    private Counts<RetryReason> retries;
    private Counts<ShortCircuitReason> shortCircuits;

    /** For the client proxy. */
    @SuppressWarnings("NullAway.Init")
    protected UpstreamMetrics() {}

    @Inject
    UpstreamMetrics(Metrics metrics) {
        this.metrics = metrics;
        exchanges = metrics.counts(
                "sdp_mcp_upstream_calls_total",
                "Exchanges with ServiceDesk Plus, by HTTP method and outcome.",
                "method",
                METHODS,
                "outcome",
                Outcome.class);
        times = metrics.times(
                "sdp_mcp_upstream_call_duration_seconds",
                "From the attempt to send to the last byte of the response, or the end of the wait for it.",
                "method",
                METHODS,
                BUCKETS);
        retries = metrics.counts(
                "sdp_mcp_upstream_retries_total", "Reads that were tried again.", "reason", RetryReason.class);
        shortCircuits = metrics.counts(
                "sdp_mcp_upstream_calls_withheld_total",
                "Calls that were not sent to ServiceDesk Plus, by reason.",
                "reason",
                ShortCircuitReason.class);
    }

    void begin(@Observes Startup event, HelpDesk desk, CallBudget budget, UpstreamState state) {
        metrics.gauge("sdp_mcp_upstream_calls_in_flight", "Running calls to ServiceDesk Plus.", desk::callsInFlight);
        metrics.gauge(
                "sdp_mcp_upstream_calls_waiting", "Calls that wait for a running one to end.", desk::callsWaiting);
        metrics.gauge(
                "sdp_mcp_upstream_budget_limit",
                "Calls to ServiceDesk Plus that may be made in a minute.",
                () -> budget.status().limit());
        metrics.gauge(
                "sdp_mcp_upstream_budget_left",
                "Calls to ServiceDesk Plus that may be made now; below 0 is the number of calls that wait.",
                () -> budget.status().remaining());
        metrics.gauges(
                "sdp_mcp_upstream_circuit",
                "1 for the state of the circuit breaker, 0 for the others; open while calls are refused.",
                "state",
                UpstreamState.Circuit.class,
                circuit -> state.circuit() == circuit ? 1 : 0);
    }

    void exchanged(@Observes UpstreamExchange exchange) {
        exchanges.count(exchange.method(), Outcome.of(exchange.status()));
        times.took(exchange.method(), exchange.took());
    }

    void retried(@Observes RetryReason reason) {
        retries.count(reason);
    }

    void shortCircuited(@Observes ShortCircuitReason reason) {
        shortCircuits.count(reason);
    }
}
