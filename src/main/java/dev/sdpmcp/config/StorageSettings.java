package dev.sdpmcp.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Settings of the data directory and the database.
 *
 * @param dataDirectory absolute; embedded database, generated keys, journals
 * @param postgres the PostgreSQL database; absent means the embedded one in the data directory
 * @param poolSize maximum number of connections to the database
 * @param encryptionKey base64 of 32 bytes; present whenever {@code postgres} is, otherwise one may be generated
 * @param previousEncryptionKeys former keys in the same form, used for decryption only; may be empty
 * @param keepTokens whether OAuth tokens are stored in the database
 */
public record StorageSettings(
        Path dataDirectory,
        Optional<Postgres> postgres,
        int poolSize,
        Optional<Secret> encryptionKey,
        List<Secret> previousEncryptionKeys,
        boolean keepTokens) {

    public StorageSettings {
        previousEncryptionKeys = List.copyOf(previousEncryptionKeys);
    }

    /**
     * A PostgreSQL database.
     *
     * @param host as configured, without brackets; its certificate must have this name
     * @param rootCertificates PEM file with the root certificates for {@link Encryption#VERIFIED}; absent means the
     *     trust store of the JVM
     */
    public record Postgres(
            String host,
            int port,
            String database,
            String user,
            Secret password,
            Encryption encryption,
            Optional<Path> rootCertificates) {}

    /** Encryption of the connection to PostgreSQL. */
    public enum Encryption {
        /** Not encrypted. */
        NONE,
        /** Encrypted; the certificate is not verified. */
        UNVERIFIED,
        /** Encrypted; the certificate must be trusted and match the host. */
        VERIFIED
    }
}
