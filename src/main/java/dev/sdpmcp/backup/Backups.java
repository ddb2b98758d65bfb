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
import java.util.Properties;

/**
 * Makes backups. A backup is one file (zip, mode 600) with a consistent snapshot of the database, the keys and pending
 * audit rows of the data folder, and the settings in force. It is written under a temporary name and never overwrites a
 * file. Thread-safe; one backup at a time.
 */
public final class Backups {

    static final String DATABASE_FOLDER = "database/";
    static final String DATA_FOLDER = "data/";

    private static final String UNFINISHED = ".unfinished";
    private static final String SCRATCH = ".database.unfinished";

    /** Disk space to leave free: the database may be on the same disk. */
    private static final long SPARE_BYTES = 64L * 1024 * 1024;

    private final ServerConfiguration configuration;
    private final ConfigurationSource settings;
    private final Database database;
    private final InstantSource clock;
    private volatile Optional<Instant> lastMade = Optional.empty();

    /**
     * @param settings the settings in force, as they were given
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
     * Makes a backup in the configured folder, named by its time.
     *
     * @return the file
     */
    public Path make() throws BackupRefused {
        Path folder = configuration.backups().folder();
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                inheritOwner(folder);
            }
        } catch (IOException refused) {
            throw cannotWrite(folder, refused);
        }
        return make(folder);
    }

    /** The server must be able to use a folder that a command of root has created. */
    private static void inheritOwner(Path folder) throws IOException {
        UserPrincipal owner = Files.getOwner(folder.resolveSibling(""));
        if (!Files.getOwner(folder).equals(owner) && ProcessUser.current().root()) {
            Files.setOwner(folder, owner);
        }
    }

    /**
     * Makes a backup elsewhere.
     *
     * @param target absolute; a file that must not exist yet, or a folder
     */
    public synchronized Path make(Path target) throws BackupRefused {
        Instant now = clock.instant();
        Path file = BackupNames.fileFor(target, now);
        Path unfinished = Path.of(file + UNFINISHED);
        if (Files.exists(unfinished)) {
            throw new BackupRefused(
                    unfinished + " exists: another backup is being made. If none is, remove that file.");
        }
        boolean unfinishedIsOurs = false;
        try {
            requireSpace(file);
            try (Archive.Writer archive = new Archive.Writer(unfinished)) {
                unfinishedIsOurs = true;
                write(archive, now, Path.of(file + SCRATCH));
            }
            if (Files.exists(file)) {
                throw BackupNames.exists(file);
            }
            Files.move(unfinished, file);
            unfinishedIsOurs = false;
            lastMade = Optional.of(now);
            return file;
        } catch (IOException failed) {
            throw cannotWrite(file, failed);
        } catch (DatabaseUnavailable gone) {
            throw new BackupRefused("There is no backup: " + gone.getMessage() + ".", gone);
        } finally {
            if (unfinishedIsOurs) {
                BackupNames.discard(unfinished);
            }
        }
    }

    private void requireSpace(Path file) throws IOException, BackupRefused {
        long needed = DatabaseCopy.of(database, configuration.storage()).bytes() + SPARE_BYTES;
        Path folder = file.getParent();
        long free = folder == null ? needed : Files.getFileStore(folder).getUsableSpace();
        if (free < needed) {
            throw new BackupRefused(file + " is not written: its disk has " + free / 1_000_000
                    + " MB free, and a backup may need " + needed / 1_000_000
                    + " MB. Free disk space, or set SDP_BACKUP_DIR to a folder on another disk.");
        }
    }

    /** Pending rows first: a row that is loaded meanwhile is in the backup twice and restored once. */
    private void write(Archive.Writer archive, Instant now, Path scratch) throws IOException, BackupRefused {
        Path data = configuration.storage().dataDirectory();
        for (String name : DatabaseFiles.pendingRows(data)) {
            add(archive, data, name);
        }
        DatabaseCopy copy = DatabaseCopy.of(database, configuration.storage());
        copy.writeTo((name, content) -> archive.add(DATABASE_FOLDER + name, content), scratch);
        for (String name : DatabaseFiles.keys(data)) {
            add(archive, data, name);
        }
        archive.add(
                SettingsFile.NAME, out -> out.write(SettingsFile.text(settings).getBytes(StandardCharsets.UTF_8)));
        archive.finish(new Manifest(productVersion(), copy.kind(), schema(), now, archive.digests()));
    }

    private static String productVersion() throws IOException {
        Properties build = new Properties();
        try (InputStream in = Backups.class.getResourceAsStream("/META-INF/sdp-mcp.properties")) {
            if (in != null) {
                build.load(in);
            }
        }
        return build.getProperty("version", "unknown");
    }

    private static void add(Archive.Writer archive, Path folder, String name) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(name))) {
            archive.add(DATA_FOLDER + name, in::transferTo);
        } catch (NoSuchFileException loadedMeanwhile) {
            System.getLogger(Backups.class.getName())
                    .log(System.Logger.Level.DEBUG, "{0} has been loaded into the database meanwhile", name);
        }
    }

    private String schema() throws BackupRefused {
        return database.facts()
                .schema()
                .version()
                .orElseThrow(() -> new BackupRefused("There is no backup: the database has no schema yet."));
    }

    /** Names the user: a server and its operator may have different access. */
    private static BackupRefused cannotWrite(Path file, IOException why) {
        return new BackupRefused(
                file + " cannot be written by the user " + System.getProperty("user.name") + " ("
                        + BackupRefused.reasonOf(why) + ").",
                why);
    }

    /** Time of the last successful backup: the newest in the folder, or one that this process has made. */
    public Optional<Instant> newest() {
        Optional<Instant> inFolder = BackupNames.newest(configuration.backups().folder());
        return lastMade.filter(made -> inFolder.filter(made::isBefore).isEmpty())
                .or(() -> inFolder);
    }
}
