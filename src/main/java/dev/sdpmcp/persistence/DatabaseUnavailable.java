package dev.sdpmcp.persistence;

/** The database cannot be used now, and whatever was being done in it has not been done. Later it may work. */
public final class DatabaseUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    DatabaseUnavailable(String message) {
        super(message);
    }
}
