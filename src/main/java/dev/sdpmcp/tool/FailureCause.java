package dev.sdpmcp.tool;

import java.util.Locale;

/** Why a call failed, as its log line, its audit row and the metrics name it. Names are kept: operators search for them. */
public enum FailureCause {
    /** The caller sent what does not fit: wrong, missing or ambiguous values, or a change that something stands against. */
    ARGUMENTS(false),
    /** The thing does not exist, or not any more. */
    NOT_FOUND(false),
    /** ServiceDesk Plus understood and said no: missing fields, closure rules, no permission. */
    UPSTREAM_REFUSED(false),
    /** Too many calls: the limit of ServiceDesk Plus, of Zoho or of this server. */
    RATE_LIMITED(true),
    /** ServiceDesk Plus or Zoho does not accept the credentials, or a scope is missing. */
    CREDENTIALS(true),
    /** ServiceDesk Plus or Zoho: no connection, no answer in time, or an error on their side. */
    UPSTREAM_UNAVAILABLE(true),
    /** Nothing was sent: the circuit breaker is open. */
    CIRCUIT_OPEN(true),
    /** ServiceDesk Plus answered something that its API does not promise. */
    UPSTREAM_MALFORMED(true),
    /** The database of this server, or its audit trail, could not be used. */
    DATABASE(true),
    /** The call took longer than a call may take. */
    TIMEOUT(true),
    /** The server or the session has all the calls that it takes at once. */
    BUSY(true),
    /** The client cancelled the call, or went away. */
    CANCELLED(false),
    /** The server went down before the call was done. */
    SHUTDOWN(false),
    /** A fault of this program. */
    INTERNAL(true);

    private final boolean forOperator;

    FailureCause(boolean forOperator) {
        this.forOperator = forOperator;
    }

    /** Whether an operator can do something about it; if not, it is the caller's, or in the ordinary course of things. */
    public boolean isForOperator() {
        return forOperator;
    }

    /** In log lines, rows and labels. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
