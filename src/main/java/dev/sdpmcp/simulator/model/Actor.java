package dev.sdpmcp.simulator.model;

/**
 * Whoever holds the token of a call.
 *
 * @param userId long id of that technician
 */
public record Actor(String userId) {}
