package dev.sdpmcp.ops;

/**
 * The answer of {@code GET /health}.
 *
 * @param uptime whole seconds
 */
record ServerStatus(String status, String transport, long uptime) {}
