package dev.sdpmcp.audit.writing;

/** A row that must be there before its call is not there, so the call must not be made. */
public final class TrailUnavailable extends Exception {

    private static final long serialVersionUID = 1L;

    public TrailUnavailable(String message) {
        super(message);
    }

    TrailUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
