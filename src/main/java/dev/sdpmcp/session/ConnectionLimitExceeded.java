package dev.sdpmcp.session;

/** A session more is not to be had. */
public final class ConnectionLimitExceeded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Whose limit it is. */
    public enum Limit {
        ADDRESS,
        KEY,
        TOTAL,
        /** The server is going down: nobody enters any more. */
        SHUTTING_DOWN
    }

    private final Limit limit;

    ConnectionLimitExceeded(Limit limit) {
        super(limit.name(), null, false, false);
        this.limit = limit;
    }

    public Limit limit() {
        return limit;
    }
}
