package dev.sdpmcp.launcher.setting;

import dev.sdpmcp.config.ProcessUser;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The data folder of a server: mode 700, locked by one process for its lifetime. Thread-safe.
 *
 * @param path the folder
 * @param lock held by this process
 */
public record DataFolder(Path path, FileLock lock) {

    private static final int KEY_BYTES = 32;
    private static final String LOCK = ".lock";

    /** Referenced here, since a garbage collected channel would release its lock. */
    private static final Set<FileLock> HELD = ConcurrentHashMap.newKeySet();

    /**
     * Creates the folder if needed and locks it.
     *
     * @throws StartRefused if it cannot be created or written, or is locked by another server
     */
    public static DataFolder open(Path folder) throws StartRefused {
        return openUnlessHeld(folder)
                .orElseThrow(() -> refusal(
                        folder,
                        "is in use by another server. Stop that one, or set SDP_DATA_DIR to a separate folder."));
    }

    /** The refusal of a command while a server holds the lock. */
    public static StartRefused inUseFor(Path folder, String command) {
        return refusal(folder, "is in use by a running server. Stop that server for " + command + ".");
    }

    private static StartRefused refusal(Path folder, String problem) {
        return ExitCode.DATA_FOLDER.refusal("the data folder " + folder + " " + problem);
    }

    /** The owner of the lock file counts, since a mounted folder may belong to root. */
    private static UserPrincipal owner(Path folder) throws IOException {
        Path lock = folder.resolve(LOCK);
        return Files.getOwner(Files.exists(lock) ? lock : folder);
    }

    /** Whether the server of the folder runs as this user. */
    public static boolean isOfThisUser(Path folder) {
        try {
            return owner(folder).equals(ProcessUser.current().principal());
        } catch (IOException notSeen) {
            return false;
        }
    }

    /**
     * Whether a server holds the lock; changes nothing, also works for root, and is false if this user cannot see the
     * lock. Not for the process that holds it, which would lose the lock.
     */
    public static boolean isInUse(Path folder) {
        try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free == null;
        } catch (IOException notSeen) {
            return false;
        }
    }

    /**
     * Like {@link #open}, but empty if another server holds the lock.
     *
     * @throws StartRefused if the folder cannot be created or written
     */
    public static Optional<DataFolder> openUnlessHeld(Path folder) throws StartRefused {
        make(folder);
        try {
            // the channel stays open until the process ends
            FileLock lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                    .tryLock();
            if (lock == null) {
                return Optional.empty();
            }
            HELD.add(lock);
            return Optional.of(new DataFolder(folder, lock));
        } catch (IOException unusable) {
            throw unusable(folder, unusable);
        }
    }

    /**
     * Creates the folder if needed and sets mode 700.
     *
     * @throws StartRefused if it cannot be created, or belongs to another user
     */
    public static void make(Path folder) throws StartRefused {
        try {
            Files.createDirectories(folder);
            refuseOthers(folder, ProcessUser.current());
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException | UnsupportedOperationException unusable) {
            throw unusable(folder, unusable);
        }
    }

    /** Refuses to create files that the server could not use. */
    private static void refuseOthers(Path folder, ProcessUser user) throws IOException, StartRefused {
        UserPrincipal owner = owner(folder);
        if (!owner.equals(user.principal()) && (Files.exists(folder.resolve(LOCK)) || user.root())) {
            throw refusal(
                    folder,
                    "belongs to " + owner.getName() + ", and this runs as "
                            + user.principal().getName()
                            + ", whose files the server could not use. Run it as " + owner.getName()
                            + ", or set SDP_DATA_DIR to a separate folder.");
        }
    }

    private static StartRefused unusable(Path folder, Exception why) {
        return refusal(
                folder,
                "cannot be written (" + why.getMessage() + "). Set SDP_DATA_DIR to a folder that this user owns.");
    }

    /** The API key of the demo: generated once and stored in this folder with mode 600. */
    public String demoKey() throws StartRefused {
        Path file = path.resolve("demo-api-key");
        try {
            if (!Files.exists(file) || Files.size(file) == 0) {
                makeKey(file);
            }
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException unusable) {
            throw ExitCode.DATA_FOLDER.refusal(file + " cannot be read or written (" + unusable.getMessage()
                    + "). Remove it, or correct its owner.");
        }
    }

    /** Atomic: a crash leaves no empty key file. */
    private static void makeKey(Path file) throws IOException {
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, HexFormat.of().formatHex(random) + "\n");
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Releases the lock. */
    public void release() throws IOException {
        HELD.remove(lock);
        lock.acquiredBy().close();
    }
}
