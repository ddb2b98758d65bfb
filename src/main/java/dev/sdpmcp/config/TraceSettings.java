package dev.sdpmcp.config;

import java.net.URI;
import java.util.Map;

/**
 * Traces for a collector of OpenTelemetry, in the words of its own variables.
 *
 * @param on whether there are any
 * @param endpoint of the collector, for OTLP over HTTP; {@code /v1/traces} comes after it
 * @param headers that the collector wants, by name
 * @param serviceName by which the collector knows this server
 * @param sampledShare of the traces that begin here, from 0 to 1; those that clients began are theirs to decide
 * @param propagated whether ServiceDesk Plus is told of the trace
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
