package dev.sdpmcp.backup;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Names of backup files, {@code sdp-mcp-backup-TIME.zip} with a UTC time. Other files in a folder are never touched.
 */
final class BackupNames {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final Pattern NAME = Pattern.compile("sdp-mcp-backup-([0-9]{8}T[0-9]{6}Z)\\.zip");
    private static final Pattern UNFINISHED = Pattern.compile(NAME.pattern() + "\\.(database\\.)?unfinished");
    private static final Duration MAX_WORK = Duration.ofDays(1);

    private BackupNames() {}

    /**
     * The file to write a backup to.
     *
     * @param target a file, or a folder in which the file is named by its time
     * @throws BackupRefused if the file exists
     */
    static Path fileFor(Path target, Instant now) throws BackupRefused {
        Path file = Files.isDirectory(target)
                ? target.resolve("sdp-mcp-backup-" + TIME.format(now.atOffset(ZoneOffset.UTC)) + ".zip")
                : target;
        if (Files.exists(file)) {
            throw exists(file);
        }
        return file;
    }

    static BackupRefused exists(Path file) {
        return new BackupRefused(file + " already exists. Give another file name.");
    }

    /** Time of the newest backup in a folder; empty if there is none or the folder cannot be read. */
    static Optional<Instant> newest(Path folder) {
        try {
            return in(folder).stream().findFirst().flatMap(BackupNames::madeAt);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> madeAt(Path file) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        try {
            return name.matches()
                    ? Optional.of(LocalDateTime.parse(name.group(1), TIME).toInstant(ZoneOffset.UTC))
                    : Optional.empty();
        } catch (DateTimeParseException noTime) {
            return Optional.empty();
        }
    }

    /** Backups in a folder, newest first. */
    private static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> madeAt(file).isPresent())
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException none) {
            return List.of();
        }
    }

    /**
     * Deletes all but the newest backups in a folder, and unfinished files that are older than a day.
     *
     * @return number of deleted backups
     */
    static int deleteOld(Path folder, int keep) throws IOException {
        List<Path> found = in(folder);
        List<Path> old = found.subList(Math.min(keep, found.size()), found.size());
        for (Path file : old) {
            Files.deleteIfExists(file);
        }
        Instant limit = Instant.now().minus(MAX_WORK);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "sdp-mcp-backup-*.unfinished")) {
            for (Path file : files) {
                if (UNFINISHED.matcher(String.valueOf(file.getFileName())).matches()
                        && Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
                    Files.deleteIfExists(file);
                }
            }
        }
        return old.size();
    }

    /** Opens a new file of mode 600; fails if it exists. */
    static FileChannel create(Path file) throws IOException {
        return FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    static void discard(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException left) {
            System.getLogger(BackupNames.class.getName())
                    .log(Level.WARNING, "an unfinished backup cannot be deleted: {0}", left.getMessage());
        }
    }
}
