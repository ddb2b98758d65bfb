package dev.sdpmcp.config.reading;

import dev.sdpmcp.config.ApiKey;
import dev.sdpmcp.config.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads comma lists of {@code KEY} or {@code NAME:KEY}. Messages tell an entry by its place: even a name may be half a
 * key that was written with a colon in it.
 */
final class ApiKeyLists {

    private static final int SHORTEST_KEY = 32;
    private static final int LONGEST_KEY = 512;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e&&[^:]]+");
    private static final String MAKE_ONE = "Make one with: openssl rand -hex 32";

    private final TypedValues values;
    private final Map<String, ApiKey> bySecret = new LinkedHashMap<>();

    ApiKeyLists(TypedValues values) {
        this.values = values;
    }

    List<ApiKey> keys() {
        return List.copyOf(bySecret.values());
    }

    /** Reads one list; its unnamed entries are called by the prefix and their place, counted from 1. */
    void add(ConfigurationKey list, String prefix, boolean admin) {
        List<String> entries = values.list(list);
        for (int place = 1; place <= entries.size(); place++) {
            String entry = entries.get(place - 1);
            int colon = entry.indexOf(':');
            String name = colon < 0 ? prefix + place : entry.substring(0, colon).strip();
            String secret = entry.substring(colon + 1).strip();
            String where = "entry %d of %d ".formatted(place, entries.size());
            if (isSound(list, where, name, secret)) {
                bySecret.put(secret, new ApiKey(name, new Secret(secret), admin));
            }
        }
    }

    private boolean isSound(ConfigurationKey list, String where, String name, String secret) {
        if (!NAME.matcher(name).matches()) {
            values.refuse(list, where + "has a name that is empty, too long or holds other than A-Z a-z 0-9 . _ @ -");
        } else if (secret.length() < SHORTEST_KEY) {
            values.refuse(
                    list,
                    where
                            + "is a key of %d characters; %d or more are needed. %s"
                                    .formatted(secret.length(), SHORTEST_KEY, MAKE_ONE));
        } else if (secret.length() > LONGEST_KEY || !KEY.matcher(secret).matches()) {
            values.refuse(
                    list, where + "is longer than 512 or holds other than printable ASCII without colon. " + MAKE_ONE);
        } else if (bySecret.containsKey(secret)) {
            values.refuse(list, where + "is the same key as that of an earlier entry. Give each client its own.");
        } else if (bySecret.values().stream().anyMatch(key -> key.name().equals(name))) {
            values.refuse(list, where + "has the name of an earlier entry. Give each key its own name.");
        } else {
            return true;
        }
        return false;
    }
}
