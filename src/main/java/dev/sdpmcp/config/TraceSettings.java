package dev.sdpmcp.config;

import java.net.URI;
import java.util.Map;

/**
 * Settings of OpenTelemetry traces.
 *
 * @param on whether traces are exported
 * @param endpoint OTLP over HTTP, without {@code /v1/traces}
 * @param headers headers for the collector, by name
 * @param serviceName name of this server in traces
 * @param sampledShare share of new traces that are sampled, from 0 to 1; for other traces the client decides
 * @param propagated whether requests to ServiceDesk Plus carry the trace context
 */
public record TraceSettings(
        boolean on,
        URI endpoint,
        Map<String, Secret> headers,
        String serviceName,
        double sampledShare,
        boolean propagated) {

    public TraceSettings {
        headers = Map.copyOf(headers);
    }
}
