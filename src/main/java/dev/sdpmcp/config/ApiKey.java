package dev.sdpmcp.config;

/**
 * An API key.
 *
 * @param name for logs and the audit trail; unnamed keys are called {@code key-N} or {@code admin-N} by their position
 * @param secret 32 characters or more
 * @param admin whether the key may list and close all sessions
 * @param tools which tools the key may use
 */
public record ApiKey(String name, Secret secret, boolean admin, ToolBounds tools) {

    /** A key that may use all tools. */
    public ApiKey(String name, Secret secret, boolean admin) {
        this(name, secret, admin, ToolBounds.EVERYTHING);
    }
}
