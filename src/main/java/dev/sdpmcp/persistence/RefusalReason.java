package dev.sdpmcp.persistence;

import dev.sdpmcp.config.StorageSettings;
import java.sql.SQLException;
import java.util.Optional;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;

/** Says in one sentence why the database cannot be used and what to do about it, for what operators run into. */
final class RefusalReason {

    private static final int H2_FILE_IN_USE = 90020;

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

    /** The first exception of this type on the way down to the cause; null if there is none. */
    static <T extends Throwable> @Nullable T causeOf(Throwable failure, Class<T> type) {
        Throwable next = failure;
        for (int depth = 0; next != null && depth < 20; depth++) {
            if (type.isInstance(next) && !isMerelyThePool(next)) {
                return type.cast(next);
            }
            next = next.getCause();
        }
        return null;
    }

    /** The pool wraps what the driver said into its own timeout. */
    private static boolean isMerelyThePool(Throwable failure) {
        return failure instanceof java.sql.SQLTransientConnectionException && failure.getCause() != null;
    }

    /** What is behind all other exceptions. */
    static Throwable deepest(Throwable failure) {
        Throwable next = failure;
        for (int depth = 0; next.getCause() != null && depth < 20; depth++) {
            next = next.getCause();
        }
        return next;
    }

    static String inOneLine(Throwable failure) {
        String message = Optional.ofNullable(failure.getMessage())
                .orElse(failure.getClass().getSimpleName());
        return message.lines().findFirst().orElse("").strip();
    }
}
