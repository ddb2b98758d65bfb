package dev.sdpmcp.persistence;

import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.config.StorageSettings.Encryption;
import dev.sdpmcp.config.StorageSettings.Postgres;
import dev.sdpmcp.persistence.ConnectionPool.PostgresSecurity;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;

/** Why the database cannot be used and how to fix it, in one sentence for operators. Stateless. */
final class RefusalReason {

    private static final int H2_FILE_IN_USE = 90020;
    private static final int MAX_DEPTH = 20;

    private RefusalReason() {}

    static String of(Throwable failure, StorageSettings storage) {
        String database = storage.postgres()
                .map(postgres -> "PostgreSQL at " + postgres.host() + ":" + postgres.port())
                .orElseGet(() -> "the embedded database in " + storage.dataDirectory());
        if (causeOf(failure, SchemaMigration.DevelopmentSchema.class) != null) {
            return database
                    + " was made by a development version before 0.1.0 and cannot be migrated; "
                    + (storage.postgres().isPresent()
                            ? "name a new, empty database in SDP_DB_NAME"
                            : "name a new data folder in SDP_DATA_DIR")
                    + " (only the version that made it can restore its backups).";
        }
        if (causeOf(failure, FlywayValidateException.class) != null) {
            return database
                    + " has a schema that this program does not know, made by a newer version or changed by hand."
                    + " Start that version, or restore a backup that fits this one.";
        }
        FlywayException migration = causeOf(failure, FlywayException.class);
        if (migration != null
                && migration.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
            return database
                    + " holds tables of another program (those of an older server for ServiceDesk Plus?)."
                    + " Create an empty database and name it in SDP_DB_NAME.";
        }
        SQLException sql = causeOf(failure, SQLException.class);
        if (sql != null && sql.getErrorCode() == H2_FILE_IN_USE) {
            return database + " is in use by another process. Stop that one first.";
        }
        Optional<String> unsafe = UnsafeConnection.of(failure, storage);
        if (unsafe.isPresent()) {
            return database + unsafe.get();
        }
        String state = Optional.ofNullable(sql).map(SQLException::getSQLState).orElse("");
        return database
                + switch (state) {
                    case "28P01", "28000" ->
                        " refuses the user or the password. Check SDP_DB_USER and SDP_DB_PASSWORD"
                                + " (and pg_hba.conf of the database).";
                    case "3D000" -> " has no such database. Create it, or check SDP_DB_NAME.";
                    case "42501" ->
                        " does not let this user make its tables. Grant CREATE on the schema to SDP_DB_USER.";
                    case "08001", "08004", "08006", "08000" ->
                        " cannot be reached. Check SDP_DB_HOST, SDP_DB_PORT and SDP_DB_SSL, and whether the database runs.";
                    default -> " cannot be used (" + inOneLine(sql == null ? failure : sql) + ").";
                };
    }

    /** The exception and its causes, the outermost first. */
    static List<Throwable> causes(@Nullable Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable next = failure; next != null && causes.size() < MAX_DEPTH; next = next.getCause()) {
            causes.add(next);
        }
        return causes;
    }

    /** The first exception of this type among the causes; null if there is none. */
    static <T extends Throwable> @Nullable T causeOf(Throwable failure, Class<T> type) {
        for (Throwable cause : causes(failure)) {
            if (type.isInstance(cause) && !isMerelyThePool(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    /** The pool wraps the exception of the driver in a timeout. */
    private static boolean isMerelyThePool(Throwable failure) {
        return failure instanceof java.sql.SQLTransientConnectionException && failure.getCause() != null;
    }

    /** The root cause. */
    static Throwable deepest(Throwable failure) {
        return causes(failure).getLast();
    }

    static String inOneLine(Throwable failure) {
        String message = Optional.ofNullable(failure.getMessage())
                .orElse(failure.getClass().getSimpleName());
        return message.lines().findFirst().orElse("").strip();
    }

    /**
     * Connections to PostgreSQL that this program did not trust, so that the password was not sent. The driver
     * translates its messages: the cases differ only in names and types. Stateless.
     */
    static final class UnsafeConnection {

        /** The driver's host name check is part of its message in every language. */
        private static final String HOST_NAME_CHECK = "PgjdbcHostnameVerifier";

        /** Likewise the names of the properties in {@link PostgresSecurity}. */
        private static final String PASSWORD_RULE = "requireAuth";

        private static final String ITERATION_LIMIT = "scramMaxIterations";

        private static final String OR_UNVERIFIED =
                " SDP_DB_SSL=unverified encrypts without a check, if nobody else can answer on that network.";

        private UnsafeConnection() {}

        /** The rest of a sentence that starts with the database; empty if the connection was not refused here. */
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
            Optional<Throwable> why = causes(handshake).stream()
                    .filter(GeneralSecurityException.class::isInstance)
                    .reduce((outer, inner) -> inner);
            if (why.isPresent() && postgres.encryption() == Encryption.VERIFIED) {
                return Optional.of(" has a certificate that is not trusted (" + inOneLine(why.get()) + "). Name the PEM"
                        + " file of its root certificate in SDP_DB_SSL_ROOT_CERT." + OR_UNVERIFIED);
            }
            return handshake == null
                    ? Optional.empty()
                    : Optional.of(" and this program agree on no encryption (" + RefusalReason.inOneLine(handshake)
                            + "). Check SDP_DB_SSL, and the certificate and TLS versions of the database.");
        }
    }

    /** An outage of the database, as opposed to a wrong statement. */
    static final class Outage {

        /** Connection, resources (such as a full disk), operator intervention, system error; H2: file or I/O. */
        private static final Set<String> CLASSES = Set.of("08", "53", "57", "58", "90");

        /** Message of the pool for a broken connection, without an SQL state. */
        private static final String THROWN_AWAY = "Connection is closed";

        /** Failure inside H2, such as a failed write, which closes its file; the SQL state is HY000. */
        private static final int H2_GENERAL_ERROR = 50_000;

        /** A standby or read-only server. */
        private static final String READ_ONLY = "25006";

        private Outage() {}

        static boolean isBehind(Throwable failure) {
            return causes(failure).stream().anyMatch(cause -> cause instanceof SQLException sql && isOutage(sql));
        }

        private static boolean isOutage(SQLException failure) {
            return failure instanceof SQLTransientException
                    || failure instanceof SQLNonTransientConnectionException
                    || failure instanceof SQLTimeoutException
                    || failure.getErrorCode() == H2_GENERAL_ERROR
                    || READ_ONLY.equals(failure.getSQLState())
                    || THROWN_AWAY.equals(failure.getMessage())
                    || isOfAnOutage(failure.getSQLState());
        }

        private static boolean isOfAnOutage(@Nullable String state) {
            return state != null && state.length() > 2 && CLASSES.contains(state.substring(0, 2));
        }
    }
}
