package dev.sdpmcp.persistence.encryption;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A secret cannot be decrypted, or there is no key; the message has the fix for the operator, without a secret. */
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
