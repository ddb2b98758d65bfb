package dev.sdpmcp.backup;

import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.config.reading.ConfigurationSource;
import dev.sdpmcp.persistence.DatabaseFacts;
import dev.sdpmcp.persistence.DatabaseRefused;
import dev.sdpmcp.persistence.EmbeddedCopy;
import dev.sdpmcp.persistence.PostgresCopy;
import dev.sdpmcp.text.Excerpt;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Restore of a backup: its database, keys and settings replace those of an installation. The caller holds the lock of
 * the data folder. Nothing changes until the backup has been verified; replaced files are moved aside, never deleted.
 * Not thread-safe.
 *
 * @param settings settings of the backup without folders, as defaults for settings that are not given
 */
public record Restore(Archive archive, ConfigurationSource settings) implements AutoCloseable {

    private static final String STAGE = "restore-unfinished";
    private static final int MAX_SHOWN = 80;
    private static final int MAX_SETTINGS_BYTES = 1024 * 1024;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

    /**
     * Opens and verifies a backup.
     *
     * @throws BackupRefused if it is damaged or not a backup
     */
    public static Restore from(Path file) throws BackupRefused {
        Archive archive = Archive.open(file);
        try (InputStream in = archive.content(SettingsFile.NAME)) {
            String text = new String(in.readNBytes(MAX_SETTINGS_BYTES), StandardCharsets.UTF_8);
            return new Restore(archive, ConfigurationSource.of(SettingsFile.parse(text)));
        } catch (IOException unreadable) {
            archive.close();
            throw new BackupRefused(
                    file + " cannot be restored: " + BackupRefused.reasonOf(unreadable) + ".", unreadable);
        }
    }

    /**
     * Restores the backup.
     *
     * @param storage the target
     * @return a report for the operator, line by line
     * @throws BackupRefused if the backup does not fit the target, or a file operation fails
     * @throws DatabaseRefused if the database cannot be restored
     */
    public List<String> into(StorageSettings storage) throws BackupRefused, DatabaseRefused {
        requireKind(storage);
        Path data = storage.dataDirectory();
        Path stage = data.resolve(STAGE);
        List<String> lines = new ArrayList<>();
        lines.add("backup of " + archive.manifest().made() + ", made by version "
                + archive.manifest().product());
        try {
            delete(stage);
            unpack(stage);
            if (storage.postgres().isPresent()) {
                PostgresCopy.restore(storage, archive.manifest().schema(), tables())
                        .forEach(other -> lines.add("skipped, since it is not a table of this program: " + other));
            } else {
                requireUsable(stage, storage);
            }
            moveAside(data).ifPresent(aside -> lines.add("the previous files of " + data + " are now in " + aside));
            moveIn(stage, data);
            delete(stage);
        } catch (IOException failed) {
            throw new BackupRefused(
                    "The backup cannot be restored into " + data + " (" + BackupRefused.reasonOf(failed) + ").",
                    failed);
        }
        lines.add("the database and keys are restored; the settings of the backup are in "
                + data.resolve(SettingsFile.RESTORED) + " (mode 600): compare them with yours, then delete the file");
        return lines;
    }

    private void requireKind(StorageSettings storage) throws BackupRefused {
        boolean postgres = archive.manifest().database().equals(PostgresCopy.KIND);
        if (postgres && storage.postgres().isEmpty()) {
            throw new BackupRefused("The backup is of a PostgreSQL database. Set SDP_DB_HOST,"
                    + " SDP_DB_NAME, SDP_DB_USER and SDP_DB_PASSWORD to an empty one.");
        }
        if (!postgres && storage.postgres().isPresent()) {
            throw new BackupRefused("The backup is of an embedded database. Remove SDP_DB_HOST to restore it.");
        }
    }

    private Map<String, PostgresCopy.Source> tables() {
        Map<String, PostgresCopy.Source> tables = new HashMap<>();
        for (String name : archive.names()) {
            if (name.startsWith(Backups.DATABASE_FOLDER)) {
                tables.put(name.substring(Backups.DATABASE_FOLDER.length()), () -> archive.content(name));
            }
        }
        return tables;
    }

    /** Accepts only names that a backup has, so that nothing is written outside the folder. */
    private void unpack(Path stage) throws IOException, BackupRefused {
        makeFolder(stage);
        for (String name : archive.names()) {
            if (name.equals(Backups.DATABASE_FOLDER + EmbeddedCopy.FILE)) {
                Path file = EmbeddedCopy.file(stage);
                makeFolder(file.resolveSibling(""));
                unpack(name, file);
            } else if (name.equals(SettingsFile.NAME)) {
                unpack(name, stage.resolve(SettingsFile.RESTORED));
            } else if (name.startsWith(Backups.DATA_FOLDER)
                    && DatabaseFiles.belongsInBackup(name.substring(Backups.DATA_FOLDER.length()))) {
                unpack(name, stage.resolve(name.substring(Backups.DATA_FOLDER.length())));
            } else if (!name.startsWith(Backups.DATABASE_FOLDER)) {
                String plain = name.replaceAll("[^A-Za-z0-9._/-]", "?");
                throw new BackupRefused(
                        "The backup holds an unexpected file (" + Excerpt.of(plain, MAX_SHOWN, "...") + ").");
            }
        }
    }

    private static void makeFolder(Path folder) throws IOException {
        Files.createDirectory(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private void unpack(String name, Path file) throws IOException {
        try (InputStream in = archive.content(name);
                FileChannel out = BackupNames.create(file)) {
            in.transferTo(Channels.newOutputStream(out));
        }
    }

    /** Before the existing database is moved aside. */
    private void requireUsable(Path stage, StorageSettings storage) throws BackupRefused, DatabaseRefused {
        StorageSettings staged = new StorageSettings(
                stage, storage.postgres(), storage.poolSize(), storage.encryptionKey(), List.of(), true);
        boolean foreign = DatabaseFacts.at(staged)
                .orElseThrow(() -> new BackupRefused("The backup holds no database."))
                .schema()
                .foreign();
        if (foreign) {
            throw new BackupRefused(
                    "The backup has the schema " + archive.manifest().schema()
                            + ", which this version does not know. Restore it with the version that made it.");
        }
    }

    private static Optional<Path> moveAside(Path data) throws IOException {
        List<String> replaced = DatabaseFiles.replaced(data);
        if (replaced.isEmpty()) {
            return Optional.empty();
        }
        Path aside = data.resolve("before-restore-" + TIME.format(Instant.now().atOffset(ZoneOffset.UTC)));
        makeFolder(aside);
        for (String name : replaced) {
            Files.move(data.resolve(name), aside.resolve(name));
        }
        return Optional.of(aside);
    }

    private static void moveIn(Path stage, Path data) throws IOException {
        try (Stream<Path> files = Files.list(stage)) {
            for (Path file : files.toList()) {
                Files.move(file, data.resolve(String.valueOf(file.getFileName())));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void close() {
        archive.close();
    }
}
