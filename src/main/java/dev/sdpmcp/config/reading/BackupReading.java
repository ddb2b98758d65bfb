package dev.sdpmcp.config.reading;

import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_BACKUP_DIR;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_BACKUP_INTERVAL;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_BACKUP_KEEP;
import static dev.sdpmcp.config.reading.TypedValues.quoted;

import dev.sdpmcp.config.BackupSettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads where backups go, and how often they are made. */
final class BackupReading {

    private static final String FOLDER = "backups";

    private final TypedValues values;

    BackupReading(TypedValues values) {
        this.values = values;
    }

    BackupSettings read(Path dataDirectory) {
        return new BackupSettings(
                values.text(SDP_BACKUP_DIR).map(this::folder).orElseGet(() -> dataDirectory.resolve(FOLDER)),
                values.isGiven(SDP_BACKUP_INTERVAL)
                        ? Optional.of(values.duration(SDP_BACKUP_INTERVAL))
                        : Optional.empty(),
                values.count(SDP_BACKUP_KEEP));
    }

    private Path folder(String text) {
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException notAPath) {
            values.refuse(SDP_BACKUP_DIR, "is %s. Give the path of a folder.".formatted(quoted(text)));
            return Path.of("");
        }
    }
}
