package dev.sdpmcp.config;

import java.time.Duration;

/**
 * Limits of sessions: connections, rates and timeouts.
 *
 * @param connectionsPerAddress open streams of one client address
 * @param connectionsPerKey open streams of one API key
 * @param connectionsInTotal open streams in total
 * @param messagesPerMinute posted messages per minute and connection
 * @param requestsPerMinuteOfAddress HTTP requests per minute and client address, with any key
 * @param requestsPerMinuteOfKey HTTP requests per minute and API key, from all addresses
 * @param idleTimeout a session without a message for this long is closed
 * @param keepAliveInterval time between two keep-alive comments on an idle stream
 */
public record SessionLimits(
        int connectionsPerAddress,
        int connectionsPerKey,
        int connectionsInTotal,
        int messagesPerMinute,
        int requestsPerMinuteOfAddress,
        int requestsPerMinuteOfKey,
        Duration idleTimeout,
        Duration keepAliveInterval) {}
