package dev.sdpmcp.simulator.model;

/** The user that a call is made for: the long id of the technician who owns its token. */
public record Actor(String userId) {}
