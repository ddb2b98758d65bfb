package dev.sdpmcp.tool;

/**
 * CDI event: a tool changed what a resource shows. Sessions that subscribed to it are notified (2025-11-25, Resources,
 * Subscriptions).
 */
public record ResourceChanged(String uri) {}
