package dev.sdpmcp.config;

/**
 * One key that opens this server.
 *
 * @param name who holds it, for logs and the audit trail; unnamed keys are called {@code key-N} or {@code admin-N} by
 *     their place in the list
 * @param secret 32 characters or more
 * @param admin whether the holder sees and closes everybody's sessions
 */
public record ApiKey(String name, Secret secret, boolean admin) {}
