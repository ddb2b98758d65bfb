package dev.sdpmcp.access;

import dev.sdpmcp.access.ClientAddresses.Finding;
import dev.sdpmcp.telemetry.metrics.Counts;
import dev.sdpmcp.telemetry.metrics.Metrics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;

/** Counters of refused requests and of how client addresses were found. Thread-safe. */
@ApplicationScoped
public class AccessMetrics {

    private Counts<HttpError> refusals;
    private Counts<Finding> forwardingHeaders;

    /** For the client proxy. */
    @SuppressWarnings("NullAway.Init")
    protected AccessMetrics() {}

    @Inject
    AccessMetrics(Metrics metrics) {
        refusals = metrics.counts(
                "sdp_mcp_requests_refused_total",
                "HTTP requests that were refused, by reason.",
                "reason",
                HttpError.class);
        forwardingHeaders = metrics.counts(
                "sdp_mcp_client_addresses_total",
                "Requests by how the address of their client was found; peer_header_ignored and unclear are worth a look.",
                "finding",
                Finding.class);
    }

    /** Creates the counters, so that they read 0 before the first refusal. */
    void begin(@Observes Startup event) {
        refusals.value(HttpError.INTERNAL);
    }

    void refused(HttpError reason) {
        refusals.count(reason);
    }

    void foundAddress(Finding finding) {
        forwardingHeaders.count(finding);
    }
}
