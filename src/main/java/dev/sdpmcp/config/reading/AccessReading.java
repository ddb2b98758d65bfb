package dev.sdpmcp.config.reading;

import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_ADMIN_API_KEYS;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_ALLOWED_IPS;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_ALLOW_LOOPBACK;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_API_KEYS;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_TRUSTED_PROXIES;
import static dev.sdpmcp.config.reading.TypedValues.quoted;

import dev.sdpmcp.config.AccessSettings;
import dev.sdpmcp.config.ApiKey;
import java.util.List;

/** Reads who may call: keys, addresses, proxies. */
final class AccessReading {

    private static final List<String> LOOPBACK = List.of("127.0.0.0/8", "::1");
    private static final String NOBODY = "none";

    private final TypedValues values;

    AccessReading(TypedValues values) {
        this.values = values;
    }

    /** @param host the address that the server binds */
    AccessSettings read(String host) {
        return new AccessSettings(
                keys(), allowedAddresses(host), trustedProxies(), values.flag(SDP_ALLOW_LOOPBACK, true));
    }

    /** The keys alone; only if there is no problem they are all. */
    List<ApiKey> keys() {
        if (!values.isGiven(SDP_API_KEYS)) {
            values.refuse(
                    SDP_API_KEYS,
                    "is not set. Give each client a key of 32 characters or more; make one with: openssl rand -hex 32");
        }
        ApiKeyLists keys = new ApiKeyLists(values);
        keys.add(SDP_API_KEYS, "key-", false);
        keys.add(SDP_ADMIN_API_KEYS, "admin-", true);
        return keys.keys();
    }

    private List<String> allowedAddresses(String host) {
        if (values.isGiven(SDP_ALLOWED_IPS)) {
            List<String> entries = values.list(SDP_ALLOWED_IPS);
            return entries.equals(List.of(AccessSettings.EVERYONE)) ? entries : ranges(SDP_ALLOWED_IPS, entries);
        }
        if (!NetworkNames.isLoopback(host)) {
            values.refuse(
                    SDP_ALLOWED_IPS,
                    ("is not set, but SDP_HTTP_HOST is %s, which other machines can reach. List the addresses and CIDR "
                                    + "ranges of your clients, for example 10.0.0.0/8,192.168.1.20, or * for everyone.")
                            .formatted(host));
        }
        return LOOPBACK;
    }

    private List<String> trustedProxies() {
        List<String> entries = values.list(SDP_TRUSTED_PROXIES);
        return entries.equals(List.of(NOBODY)) ? List.of() : ranges(SDP_TRUSTED_PROXIES, entries);
    }

    private List<String> ranges(ConfigurationKey key, List<String> entries) {
        for (String entry : entries) {
            if (!NetworkNames.isAddressOrRange(entry)) {
                values.refuse(
                        key,
                        "holds %s. Give addresses and CIDR ranges, for example 127.0.0.1,10.0.0.0/8,2001:db8::/32."
                                .formatted(quoted(entry)));
            }
        }
        return entries;
    }
}
