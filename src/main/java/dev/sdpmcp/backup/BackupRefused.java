package dev.sdpmcp.backup;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A backup cannot be made, read or restored. The message is written for operators and holds no secret. */
public final class BackupRefused extends Exception {

    private static final long serialVersionUID = 1L;

    BackupRefused(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    BackupRefused(String message) {
        this(message, null);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /**
     * The reason of a failure in a few words: the message of a {@link FileSystemException} may be only the file name.
     */
    static String reasonOf(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof FileSystemException file) {
            String kind = file.getClass().getSimpleName().replaceAll("Exception$", "");
            return file.getReason() == null
                    ? kind.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT)
                    : file.getReason();
        }
        return message.lines().findFirst().orElse("").strip();
    }
}
