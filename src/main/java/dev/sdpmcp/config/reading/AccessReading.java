package dev.sdpmcp.config.reading;

import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_ADMIN_API_KEYS;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_ALLOWED_IPS;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_ALLOW_LOOPBACK;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_API_KEYS;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_KEY_RIGHTS;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_READ_ONLY;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_TOOLSETS;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_TRUSTED_PROXIES;

import dev.sdpmcp.config.AccessSettings;
import dev.sdpmcp.config.ApiKey;
import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.ToolBounds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reader of {@link AccessSettings}: API keys, client addresses and proxies. */
record AccessReading(TypedValues values) {

    private static final List<String> LOOPBACK = List.of("127.0.0.0/8", "::1");
    private static final String NO_PROXY = "none";
    private static final int MIN_KEY_LENGTH = 32;
    private static final int MAX_KEY_LENGTH = 512;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e&&[^:]]+");
    private static final String OTHER_KEYS = "*";
    private static final String RIGHTS =
            "Give NAME=RIGHTS, for example ann=agent,ci=read,*=lead; the rights are read, agent, lead,"
                    + " admin, or toolsets with + between them: ";
    private static final String MAKE_KEY = "Make one with: openssl rand -hex 32";

    /** @param host the address that the server binds */
    AccessSettings read(String host) {
        List<ApiKey> keys = keys();
        refuseRightsWithoutKey(keys);
        return new AccessSettings(
                keys, allowedAddresses(host), trustedProxies(), values.flag(SDP_ALLOW_LOOPBACK, true), tools());
    }

    /** Reads the API keys; the list is complete only if there is no problem. */
    List<ApiKey> keys() {
        values.refuseIf(
                !values.isGiven(SDP_API_KEYS),
                SDP_API_KEYS,
                "is not set. Give each client a key of 32 characters or more; make one with: openssl rand -hex 32");
        Map<String, ApiKey> bySecret = new LinkedHashMap<>();
        addKeys(bySecret, SDP_API_KEYS, "key-", false);
        addKeys(bySecret, SDP_ADMIN_API_KEYS, "admin-", true);
        return values.isGiven(SDP_KEY_RIGHTS)
                ? withRights(bySecret.values().stream().toList())
                : List.copyOf(bySecret.values());
    }

    /**
     * Reads a comma list of {@code KEY} or {@code NAME:KEY}. An unnamed key is named by the prefix and its position.
     * Messages give only the position: a name may be part of a key that contains a colon.
     */
    private void addKeys(Map<String, ApiKey> bySecret, ConfigurationKey list, String prefix, boolean admin) {
        List<String> entries = values.list(list);
        for (int position = 1; position <= entries.size(); position++) {
            String entry = entries.get(position - 1);
            int colon = entry.indexOf(':');
            String name =
                    colon < 0 ? prefix + position : entry.substring(0, colon).strip();
            String secret = entry.substring(colon + 1).strip();
            String where = "entry %d of %d ".formatted(position, entries.size());
            problemOf(name, secret, bySecret)
                    .ifPresentOrElse(
                            problem -> values.refuse(list, where + problem),
                            () -> bySecret.put(secret, new ApiKey(name, new Secret(secret), admin)));
        }
    }

    /** Once rights are set, every key needs some: a misspelt name must not give a key all of them. */
    private List<ApiKey> withRights(List<ApiKey> keys) {
        Map<String, ToolBounds> rights = rights();
        return keys.stream()
                .map(key -> {
                    ToolBounds tools = rights.getOrDefault(key.name(), rights.get(OTHER_KEYS));
                    if (tools == null) {
                        values.refuse(
                                SDP_KEY_RIGHTS,
                                "names no rights of the key \"%s\". Add %s=RIGHTS, or *=RIGHTS for all keys that are not named."
                                        .formatted(key.name(), key.name()));
                        return key;
                    }
                    return new ApiKey(key.name(), key.secret(), key.admin(), tools);
                })
                .toList();
    }

    /** Not at a reload, which may remove a key. */
    private void refuseRightsWithoutKey(List<ApiKey> keys) {
        for (String entry : values.list(SDP_KEY_RIGHTS)) {
            String name = entry.substring(0, Math.max(0, entry.indexOf('='))).strip();
            if (NAME.matcher(name).matches()
                    && keys.stream().noneMatch(key -> key.name().equals(name))) {
                values.refuse(
                        SDP_KEY_RIGHTS,
                        "names \"%s\", which no key is called. Give the name of a key as it is written there."
                                .formatted(name));
            }
        }
    }

    private Map<String, ToolBounds> rights() {
        Map<String, ToolBounds> rights = new LinkedHashMap<>();
        List<String> entries = values.list(SDP_KEY_RIGHTS);
        for (int position = 1; position <= entries.size(); position++) {
            String entry = entries.get(position - 1);
            int equals = entry.indexOf('=');
            String name = entry.substring(0, Math.max(0, equals)).strip();
            Optional<ToolBounds> given = ToolBounds.ofRights(entry.substring(equals + 1));
            if (given.isEmpty()
                    || !(name.equals(OTHER_KEYS) || NAME.matcher(name).matches())) {
                // not the entry, which may hold a key by mistake
                values.refuse(
                        SDP_KEY_RIGHTS,
                        "entry %d of %d is not NAME=RIGHTS. ".formatted(position, entries.size()) + RIGHTS
                                + ToolBounds.names() + ".");
            } else if (rights.putIfAbsent(name, given.get()) != null) {
                values.refuse(SDP_KEY_RIGHTS, "names \"%s\" twice. Give its rights once.".formatted(name));
            }
        }
        return rights;
    }

    /** What the server offers, whatever a key may use. */
    private ToolBounds tools() {
        ToolBounds offered = new ToolBounds(
                values
                        .list(
                                SDP_TOOLSETS,
                                name -> ToolBounds.isToolset(name.toLowerCase(Locale.ROOT)),
                                "Give names of: " + ToolBounds.names() + ".")
                        .stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                ToolBounds.Limit.DELETE);
        return values.flag(SDP_READ_ONLY, false) ? offered.readOnly() : offered;
    }

    private static Optional<String> problemOf(String name, String secret, Map<String, ApiKey> bySecret) {
        if (!NAME.matcher(name).matches()) {
            return Optional.of("has a name that is empty, too long or holds characters other than A-Z a-z 0-9 . _ @ -");
        }
        if (secret.length() < MIN_KEY_LENGTH) {
            return Optional.of("is a key of %d characters; %d or more are needed. %s"
                    .formatted(secret.length(), MIN_KEY_LENGTH, MAKE_KEY));
        }
        if (secret.length() > MAX_KEY_LENGTH || !KEY.matcher(secret).matches()) {
            return Optional.of(
                    "is longer than 512 characters or holds characters other than printable ASCII without colon. "
                            + MAKE_KEY);
        }
        if (bySecret.containsKey(secret)) {
            return Optional.of("is the same key as that of an earlier entry. Give each client its own.");
        }
        return bySecret.values().stream().anyMatch(key -> key.name().equals(name))
                ? Optional.of("has the name of an earlier entry. Give each key its own name.")
                : Optional.empty();
    }

    private List<String> allowedAddresses(String host) {
        if (values.isGiven(SDP_ALLOWED_IPS)) {
            return rangesOr(AccessSettings.EVERYONE, SDP_ALLOWED_IPS);
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
        List<String> entries = rangesOr(NO_PROXY, SDP_TRUSTED_PROXIES);
        return entries.equals(List.of(NO_PROXY)) ? List.of() : entries;
    }

    /** A list of addresses and ranges, or the word alone. */
    private List<String> rangesOr(String word, ConfigurationKey key) {
        return values.list(
                key,
                values.list(key).equals(List.of(word)) ? entry -> true : NetworkNames::isAddressOrRange,
                "Give addresses and CIDR ranges, for example 127.0.0.1,10.0.0.0/8,2001:db8::/32.");
    }
}
