package dev.sdpmcp.access;

import dev.sdpmcp.config.CurrentKeys;
import dev.sdpmcp.config.CurrentKeys.ActiveKey;
import dev.sdpmcp.text.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * The API keys in force, kept and compared as SHA-256 digests only. Every comparison reads every key and every byte,
 * so that its duration discloses nothing. Thread-safe.
 */
@ApplicationScoped
public class ApiKeys {

    private volatile List<Known> known = List.of();

    private static final class Known {
        private final byte[] digest;
        private final ActiveKey held;
        private final ToolAccess tools;

        Known(CurrentKeys.Entry entry) {
            tools = ToolAccess.of(entry.key().tools());
            digest = Sha256.of(entry.key().secret().reveal());
            held = entry.held();
        }
    }

    /** For the client proxy. */
    protected ApiKeys() {}

    @Inject
    ApiKeys(CurrentKeys keys) {
        keys.follow(entries -> known = entries.stream().map(Known::new).toList());
    }

    /** The caller with that key, whose last use is updated; empty if the key is unknown. */
    public Optional<Caller> callerWith(String key, String address) {
        byte[] candidate = Sha256.of(key);
        Known match = null;
        for (Known each : known) {
            if (MessageDigest.isEqual(each.digest, candidate)) {
                match = each;
            }
        }
        if (match == null) {
            return Optional.empty();
        }
        match.held.used();
        return Optional.of(new Caller(match.held, address, match.tools, ToolAccess.ALL));
    }
}
