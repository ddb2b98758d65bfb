package dev.sdpmcp.persistence;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells an outage of the database from a statement that is wrong. */
final class Outage {

    /**
     *  Connection, resources (disk full among them), operator intervention (shutdown), system error; H2: file or i/o.
     */
    private static final Set<String> CLASSES = Set.of("08", "53", "57", "58", "90");

    /** What the pool says of a connection that it closed because it broke; it gives no SQL state. */
    private static final String THROWN_AWAY = "Connection is closed";

    /**
     *  What H2 says of a failure inside it, such as the write that failed and closed its file; its SQL state is HY000.
     */
    private static final int H2_GENERAL_ERROR = 50_000;

    /** A server that takes no changes now: a standby, or one that was made read-only. */
    private static final String READ_ONLY = "25006";

    private static final int DEEPEST = 20;

    private Outage() {}

    static boolean isBehind(Throwable failure) {
        Throwable next = failure;
        for (int depth = 0; next != null && depth < DEEPEST; depth++) {
            if (next instanceof SQLException sql && isOutage(sql)) {
                return true;
            }
            next = next.getCause();
        }
        return false;
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
