package dev.sdpmcp.simulator.oauth;

import java.util.Set;

/**
 * A token for calls of the API.
 *
 * @param value as sent in {@code Authorization}
 * @param grant the refresh token that it was issued for, or the client
 * @param scopes that it carries
 * @param expiresAt epoch milliseconds
 */
record AccessToken(String value, String grant, Set<Scope> scopes, long expiresAt) {}
