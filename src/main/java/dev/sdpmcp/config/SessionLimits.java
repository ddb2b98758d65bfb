package dev.sdpmcp.config;

import java.time.Duration;

/**
 * How many may be connected, how fast they may talk, how long they may be silent.
 *
 * @param connectionsPerAddress open streams of one client address
 * @param connectionsPerKey open streams of one API key
 * @param connectionsInTotal open streams of everybody
 * @param messagesPerMinute posted messages a minute for each connection
 * @param requestsPerMinuteOfAddress HTTP requests a minute of one client address, whatever their key
 * @param requestsPerMinuteOfKey HTTP requests a minute with one API key, from all addresses together
 * @param idleTimeout a session without a message for this long is closed
 * @param keepAliveInterval time between two keep-alive comments on a silent stream
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
