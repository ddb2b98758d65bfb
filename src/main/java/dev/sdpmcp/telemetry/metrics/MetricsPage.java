package dev.sdpmcp.telemetry.metrics;

/**
 * The response to a scrape.
 *
 * @param contentType the format and its version
 */
@SuppressWarnings("ArrayRecordComponent") // written to the response once
public record MetricsPage(String contentType, byte[] content) {}
