package dev.sdpmcp.config;

import java.util.List;

/**
 * Who may call.
 *
 * @param apiKeys every key, ordinary and admin; names and secrets are unique; at least one
 * @param allowedAddresses addresses and CIDR ranges, IPv4 or IPv6; the single entry {@value #EVERYONE} means everyone
 * @param trustedProxies addresses and CIDR ranges of peers whose forwarding headers are believed; may be empty
 * @param loopback whether requests of this machine itself, from a loopback address and through no proxy, are admitted whatever
 *     addresses and host names are allowed
 */
public record AccessSettings(
        List<ApiKey> apiKeys, List<String> allowedAddresses, List<String> trustedProxies, boolean loopback) {

    /** The entry that admits every address; it has to be written down, it is never a default. */
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
