package dev.sdpmcp.persistence;

import java.util.Objects;

/** The database cannot be used until an operator mends something; the message says what. Holds no secret. */
public final class DatabaseRefused extends Exception {

    private static final long serialVersionUID = 1L;

    DatabaseRefused(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
