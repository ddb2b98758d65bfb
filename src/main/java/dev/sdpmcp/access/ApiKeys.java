package dev.sdpmcp.access;

import dev.sdpmcp.config.ActiveKey;
import dev.sdpmcp.config.CurrentKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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

        Known(CurrentKeys.Entry entry) {
            digest = digest(entry.key().secret().reveal());
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
        byte[] candidate = digest(key);
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
        return Optional.of(new Caller(match.held, address));
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
