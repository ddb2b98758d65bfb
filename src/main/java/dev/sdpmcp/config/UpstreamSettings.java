package dev.sdpmcp.config;

import java.net.URI;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Settings of the ServiceDesk Plus instance: address, credentials and limits.
 *
 * @param portal {@code https://HOST/app/INSTANCE}, without a slash at the end; the API and the web links begin with it
 * @param oauth credentials for access tokens
 * @param defaultTechnicianEmail technician for operations that need one and name none
 * @param timeZone of times without an offset; learnt from ServiceDesk Plus if empty
 * @param callsPerMinute API calls per minute, of all sessions
 * @param maxTextCharacters maximum length of a text that a model writes
 * @param resultBudget maximum length of the text of one result of a tool, in characters
 */
public record UpstreamSettings(
        URI portal,
        OAuthClient oauth,
        Optional<String> defaultTechnicianEmail,
        Optional<ZoneId> timeZone,
        int callsPerMinute,
        int maxTextCharacters,
        int resultBudget) {

    /** The root of the v3 API, {@code https://HOST/app/INSTANCE/api/v3}, without a slash at the end. */
    public URI apiBase() {
        return URI.create(portal + "/api/v3");
    }

    /**
     * Credentials of the Zoho self client.
     *
     * @param accounts the accounts server, {@code https://HOST}, without a slash at the end
     * @param clientId 200 characters at most
     * @param refreshToken the configured token; if absent, one may be stored in the database
     */
    public record OAuthClient(URI accounts, String clientId, Secret clientSecret, Optional<Secret> refreshToken) {}
}
