package dev.sdpmcp.simulator.model;

/**
 * The user that a call is made for: the owner of its token.
 *
 * @param userId long id of that technician
 */
public record Actor(String userId) {}
