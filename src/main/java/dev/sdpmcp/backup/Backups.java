package dev.sdpmcp.backup;

import dev.sdpmcp.config.ProcessUser;
import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.reading.ConfigurationSource;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseCopy;
import dev.sdpmcp.persistence.DatabaseUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Makes backups: one file (zip, mode 600) with the database as it is at one moment, the keys and waiting rows of the data folder,
 * and the settings in force. While it is written it has another name, so that what is called a backup is whole; it never
 * overwrites a file. Thread-safe, one at a time.
 */
public final class Backups {

    static final String DATABASE_FOLDER = "database/";
    static final String DATA_FOLDER = "data/";

    private static final String UNFINISHED = ".unfinished";
    private static final String SCRATCH = ".database.unfinished";

    /** Must stay free: the database of this server is on a disk, too. */
    private static final long SPARE_BYTES = 64L * 1024 * 1024;

    private final ServerConfiguration configuration;
    private final ConfigurationSource settings;
    private final Database database;
    private final InstantSource clock;
    private volatile Optional<Instant> lastMade = Optional.empty();

    /**
     * @param settings in force, as they were given
     * @param database need not be open yet
     */
    public Backups(ServerConfiguration configuration, ConfigurationSource settings, Database database) {
        this(configuration, settings, database, InstantSource.system());
    }

    Backups(ServerConfiguration configuration, ConfigurationSource settings, Database database, InstantSource clock) {
        this.configuration = configuration;
        this.settings = settings;
        this.database = database;
        this.clock = clock;
    }

    /**
     * Makes one in the folder of the settings, under a name that says the time. Takes as long as the database is large.
     *
     * @return the file
     */
    public Path make() throws BackupRefused {
        Path folder = configuration.backups().folder();
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                giveToOwnerAround(folder);
            }
        } catch (IOException refused) {
            throw cannotWrite(folder, refused);
        }
        return make(folder);
    }

    /** If a command of root makes the folder, it must be of use to the server as well. */
    private static void giveToOwnerAround(Path folder) throws IOException {
        UserPrincipal owner = Files.getOwner(folder.resolveSibling(""));
        if (!Files.getOwner(folder).equals(owner) && ProcessUser.current().root()) {
            Files.setOwner(folder, owner);
        }
    }

    /**
     * Likewise, elsewhere.
     *
     * @param target absolute; a file that must not exist yet, or a folder
     */
    public synchronized Path make(Path target) throws BackupRefused {
        Instant now = clock.instant();
        Path file = BackupNames.fileFor(target, now);
        Path unfinished = Path.of(file + UNFINISHED);
        if (Files.exists(unfinished)) {
            throw new BackupRefused(unfinished + " is there: another backup is being made. If none is, remove it.");
        }
        requireRoom(file);
        boolean mine = false;
        try {
            try (ArchiveWriter archive = new ArchiveWriter(unfinished)) {
                mine = true;
                write(archive, now, Path.of(file + SCRATCH));
            }
            if (Files.exists(file)) {
                throw BackupNames.isThere(file);
            }
            Files.move(unfinished, file);
            mine = false;
            lastMade = Optional.of(now);
            return file;
        } catch (IOException failed) {
            throw cannotWrite(file, failed);
        } catch (DatabaseUnavailable gone) {
            throw new BackupRefused("There is no backup: " + gone.getMessage() + ".", gone);
        } finally {
            if (mine) {
                BackupNames.discard(unfinished);
            }
        }
    }

    private void requireRoom(Path file) throws BackupRefused {
        DatabaseCopy copy = DatabaseCopy.of(database, configuration.storage());
        try {
            long needed = copy.bytes() + SPARE_BYTES;
            Path folder = file.getParent();
            long room = folder == null ? needed : Files.getFileStore(folder).getUsableSpace();
            if (room < needed) {
                throw new BackupRefused(file + " is not written: its disk has " + room / 1_000_000
                        + " MB left, and a backup may need " + needed / 1_000_000
                        + " MB. Make room, or set SDP_BACKUP_DIR to a folder on another disk.");
            }
        } catch (IOException unreadable) {
            throw cannotWrite(file, unreadable);
        } catch (DatabaseUnavailable gone) {
            throw new BackupRefused("There is no backup: " + gone.getMessage() + ".", gone);
        }
    }

    /** Waiting rows first: what is in the database a moment later is there twice, and loaded once. */
    private void write(ArchiveWriter archive, Instant now, Path scratch) throws IOException, BackupRefused {
        Path data = configuration.storage().dataDirectory();
        for (String name : DatabaseFiles.rows(data)) {
            add(archive, data, name);
        }
        DatabaseCopy copy = DatabaseCopy.of(database, configuration.storage());
        copy.writeTo((name, content) -> archive.add(DATABASE_FOLDER + name, content), scratch);
        for (String name : DatabaseFiles.keys(data)) {
            add(archive, data, name);
        }
        archive.add(
                SettingsFile.NAME, out -> out.write(SettingsFile.text(settings).getBytes(StandardCharsets.UTF_8)));
        archive.finish(new Manifest(ProductVersion.get(), copy.kind(), schema(), now, archive.digests()));
    }

    private static void add(ArchiveWriter archive, Path folder, String name) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(name))) {
            archive.add(DATA_FOLDER + name, in::transferTo);
        } catch (NoSuchFileException loadedMeanwhile) {
            System.getLogger(Backups.class.getName())
                    .log(System.Logger.Level.DEBUG, "{0} is in the database by now", name);
        }
    }

    private String schema() throws BackupRefused {
        return database.facts()
                .schema()
                .version()
                .orElseThrow(() -> new BackupRefused("There is no backup: the database has no schema yet."));
    }

    /** Says who could not write: a server does not see the file system as its operator does. */
    private static BackupRefused cannotWrite(Path file, IOException why) {
        return new BackupRefused(
                file + " cannot be written by the user " + System.getProperty("user.name") + " ("
                        + BackupRefused.reasonOf(why) + ").",
                why);
    }

    /** When the last good one was made: the newest of the folder, or one that this process has made. */
    public Optional<Instant> newest() {
        Optional<Instant> there = BackupNames.newest(configuration.backups().folder());
        return lastMade.filter(made -> there.filter(made::isBefore).isEmpty()).or(() -> there);
    }
}
