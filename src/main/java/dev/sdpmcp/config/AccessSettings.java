package dev.sdpmcp.config;

import java.util.List;

/**
 * Access control: API keys, client addresses and trusted proxies.
 *
 * @param apiKeys all keys, with and without admin rights; names and secrets are unique; at least one
 * @param allowedAddresses addresses and CIDR ranges, IPv4 or IPv6; the single entry {@value #EVERYONE} admits everyone
 * @param trustedProxies addresses and CIDR ranges of peers whose forwarding headers are trusted; may be empty
 * @param loopback whether requests from a loopback address, through no proxy, are admitted regardless of the allowed
 *     addresses and host names
 * @param tools which tools the server offers
 */
public record AccessSettings(
        List<ApiKey> apiKeys,
        List<String> allowedAddresses,
        List<String> trustedProxies,
        boolean loopback,
        ToolBounds tools) {

    /** The entry that admits every address; never a default. */
    public static final String EVERYONE = "*";

    public AccessSettings {
        apiKeys = List.copyOf(apiKeys);
        allowedAddresses = List.copyOf(allowedAddresses);
        trustedProxies = List.copyOf(trustedProxies);
    }

    /** Whether the allowlist admits every address. */
    public boolean admitsEveryAddress() {
        return allowedAddresses.contains(EVERYONE);
    }
}
