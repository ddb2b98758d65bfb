package dev.sdpmcp.persistence;

import dev.sdpmcp.config.StorageSettings.Postgres;
import java.util.Map;
import org.postgresql.ssl.DefaultJavaSSLFactory;

/**
 * Encryption of the connection to PostgreSQL, and with whom it may be made. Stateless.
 *
 * <p>Channel binding stays at the driver's {@code prefer}: {@code require} would refuse every login that is not SCRAM
 * over TLS that ends in PostgreSQL itself (md5, certificates with Ed25519, poolers such as PgBouncer, those of cloud
 * providers), and adds little once the certificate and its name are checked.
 */
final class PostgresSecurity {

    /** PBKDF2 rounds that a login may cost, some 50 ms; PostgreSQL's own default is 4,096. */
    static final int MAX_SCRAM_ITERATIONS = 100_000;

    private PostgresSecurity() {}

    /** Properties of the driver. */
    static Map<String, String> propertiesFor(Postgres postgres) {
        String iterations = Integer.toString(MAX_SCRAM_ITERATIONS);
        return switch (postgres.encryption()) {
            case NONE -> Map.of("sslmode", "disable", "scramMaxIterations", iterations);
            // the peer is not verified: it must not learn the password
            case UNVERIFIED ->
                Map.of("sslmode", "require", "requireAuth", "!password", "scramMaxIterations", iterations);
            case VERIFIED ->
                postgres.rootCertificates()
                        .map(file -> Map.of(
                                "sslmode",
                                "verify-full",
                                "sslrootcert",
                                file.toString(),
                                "scramMaxIterations",
                                iterations))
                        // the driver's own factory would want a file in the home folder of the user
                        .orElseGet(() -> Map.of(
                                "sslmode",
                                "verify-full",
                                "sslfactory",
                                DefaultJavaSSLFactory.class.getName(),
                                "scramMaxIterations",
                                iterations));
        };
    }
}
