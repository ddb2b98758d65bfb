package dev.sdpmcp.persistence.encryption;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stored secret cannot be opened, or no key can be had; the message is one sentence that says what an operator must
 * do. Holds no secret.
 */
public final class EncryptionRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EncryptionRefused(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
