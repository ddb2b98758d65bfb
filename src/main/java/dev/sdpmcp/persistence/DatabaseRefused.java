package dev.sdpmcp.persistence;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The database cannot be used; the message has the problem and its fix, without a secret. */
public final class DatabaseRefused extends Exception {

    private static final long serialVersionUID = 1L;

    DatabaseRefused(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
