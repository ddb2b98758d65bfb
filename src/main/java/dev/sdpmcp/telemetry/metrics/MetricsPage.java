package dev.sdpmcp.telemetry.metrics;

/**
 * What Prometheus reads.
 *
 * @param contentType names the format and its version
 */
@SuppressWarnings("ArrayRecordComponent") // made to be written out once
public record MetricsPage(String contentType, byte[] content) {}
