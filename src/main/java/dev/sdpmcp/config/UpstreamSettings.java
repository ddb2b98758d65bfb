package dev.sdpmcp.config;

import java.net.URI;
import java.util.Optional;

/**
 * The ServiceDesk Plus instance that is served, and how we may use it.
 *
 * @param portal {@code https://HOST/app/INSTANCE}, without a slash at the end; the API and the web links begin with it
 * @param oauth how access tokens are got
 * @param defaultTechnicianEmail the technician where an operation needs one and none is given
 * @param callsPerMinute calls a minute to the API, all sessions together
 * @param maxTextCharacters characters of a text that a model writes
 */
public record UpstreamSettings(
        URI portal,
        OAuthClient oauth,
        Optional<String> defaultTechnicianEmail,
        int callsPerMinute,
        int maxTextCharacters) {

    /** The root of the v3 API, {@code https://HOST/app/INSTANCE/api/v3}, without a slash at the end. */
    public URI apiBase() {
        return URI.create(portal + "/api/v3");
    }

    /**
     * The Zoho self client that we are.
     *
     * @param accounts the accounts server, {@code https://HOST}, without a slash at the end
     * @param clientId 200 characters at most
     * @param refreshToken present if it was given; otherwise one may be kept in the database
     */
    public record OAuthClient(URI accounts, String clientId, Secret clientSecret, Optional<Secret> refreshToken) {}
}
