package dev.sdpmcp.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is kept, and where.
 *
 * @param dataDirectory absolute; embedded database, generated keys, journals
 * @param postgres the PostgreSQL database; absent means the embedded one in the data directory
 * @param poolSize connections to the database at most
 * @param encryptionKey base64 of 32 bytes; present whenever {@code postgres} is, otherwise one may be generated
 * @param previousEncryptionKeys former keys in the same form, which still decrypt; may be empty
 * @param keepTokens whether OAuth tokens are kept in the database
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
     * @param host without brackets, as the operator wrote it: the name that its certificate must have
     * @param rootCertificates a PEM file with the certificates that {@link Encryption#VERIFIED} trusts; absent means the
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

    /** How the connection to PostgreSQL is protected. */
    public enum Encryption {
        /** Not at all: everybody on the way can read and change it. */
        NONE,
        /** Encrypted, with whatever server answers. */
        UNVERIFIED,
        /** Encrypted, and only with a server whose certificate is trusted and names the host. */
        VERIFIED
    }
}
