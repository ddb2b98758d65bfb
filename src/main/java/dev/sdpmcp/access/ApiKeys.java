package dev.sdpmcp.access;

import dev.sdpmcp.config.ApiKey;
import dev.sdpmcp.config.ServerConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;

/**
 * The API keys of this server, kept and compared as SHA-256 digests only. Every comparison looks at every key and at every
 * byte, so that the time it takes says nothing. Thread-safe.
 */
@ApplicationScoped
public class ApiKeys {

    private List<Known> known;

    private static final class Known {
        private final byte[] digest;
        private final String name;
        private final boolean admin;

        Known(ApiKey key) {
            digest = digest(key.secret().reveal());
            name = key.name();
            admin = key.admin();
        }
    }

    /** For the client proxy. */
    @SuppressWarnings("NullAway.Init")
    protected ApiKeys() {}

    @Inject
    ApiKeys(ServerConfiguration configuration) {
        this(configuration.access().apiKeys());
    }

    ApiKeys(List<ApiKey> keys) {
        known = keys.stream().map(Known::new).toList();
    }

    /** The caller that the key stands for; empty if it is none of ours. */
    public Optional<Caller> callerWith(String key, String address) {
        byte[] candidate = digest(key);
        Known match = null;
        for (Known each : known) {
            if (MessageDigest.isEqual(each.digest, candidate)) {
                match = each;
            }
        }
        return match == null ? Optional.empty() : Optional.of(new Caller(match.name, address, match.admin));
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
