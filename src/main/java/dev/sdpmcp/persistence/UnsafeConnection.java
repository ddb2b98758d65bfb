package dev.sdpmcp.persistence;

import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.config.StorageSettings.Encryption;
import dev.sdpmcp.config.StorageSettings.Postgres;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Explains why this program did not trust a connection to PostgreSQL. The password was not sent then. The driver
 * translates its messages, so that only class names and types of exceptions tell the cases apart. Stateless.
 */
final class UnsafeConnection {

    /** The driver's host name check is part of its message in every language. */
    private static final String HOST_NAME_CHECK = "PgjdbcHostnameVerifier";

    /** Likewise the names of the properties in {@link PostgresSecurity}. */
    private static final String PASSWORD_RULE = "requireAuth";

    private static final String ITERATION_LIMIT = "scramMaxIterations";

    private static final String OR_UNVERIFIED =
            " SDP_DB_SSL=unverified encrypts without a check, if nobody else can answer on that network.";

    private UnsafeConnection() {}

    /**
     *  The rest of a sentence that begins with the database, and what to do; empty if the connection was not refused
     *  here.
     */
    static Optional<String> of(Throwable failure, StorageSettings storage) {
        Postgres postgres = storage.postgres().orElse(null);
        SQLException refused = RefusalReason.causeOf(failure, SQLException.class);
        if (postgres == null || refused == null) {
            return Optional.empty();
        }
        String message = String.valueOf(refused.getMessage());
        if (message.contains(HOST_NAME_CHECK)) {
            return Optional.of(
                    " has a certificate for another name. Set SDP_DB_HOST to a name that the certificate has, or"
                            + " give the database a certificate for " + postgres.host() + "." + OR_UNVERIFIED);
        }
        if (message.contains(PASSWORD_RULE)) {
            return Optional.of(
                    " asks for the password in clear text, which is not sent to a server whose certificate is not"
                            + " checked. Set SDP_DB_SSL=true, or use scram-sha-256 in pg_hba.conf of the database.");
        }
        if (message.contains(ITERATION_LIMIT)) {
            return Optional.of(
                    " asks for more than " + PostgresSecurity.MAX_SCRAM_ITERATIONS + " rounds of SCRAM, which is"
                            + " not calculated. Check that this is your database, lower its scram_iterations and set the password again.");
        }
        SSLException handshake = RefusalReason.causeOf(failure, SSLException.class);
        GeneralSecurityException why = deepest(handshake);
        if (why != null && postgres.encryption() == Encryption.VERIFIED) {
            return Optional.of(" has a certificate that is not trusted (" + RefusalReason.inOneLine(why)
                    + "). Name the PEM" + " file of its root certificate in SDP_DB_SSL_ROOT_CERT." + OR_UNVERIFIED);
        }
        return handshake == null
                ? Optional.empty()
                : Optional.of(" and this program agree on no encryption (" + RefusalReason.inOneLine(handshake)
                        + "). Check SDP_DB_SSL, and the certificate and TLS versions of the database.");
    }

    private static @Nullable GeneralSecurityException deepest(@Nullable Throwable failure) {
        GeneralSecurityException found = null;
        Throwable next = failure;
        for (int depth = 0; next != null && depth < 20; depth++) {
            if (next instanceof GeneralSecurityException security) {
                found = security;
            }
            next = next.getCause();
        }
        return found;
    }
}
