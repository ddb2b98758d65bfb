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
import org.jspecify.annotations.Nullable;

/** The folder of one server's data: mode 700, held by one process at a time for as long as that lives. */
public final class DataFolder {

    private static final int KEY_BYTES = 32;
    private static final String LOCK = ".lock";

    /** A channel that nobody refers to is closed by the collector, and its lock is gone. */
    private static final Set<FileLock> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileLock lock;

    private DataFolder(Path folder, FileLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Makes the folder if there is none and takes hold of it.
     *
     * @throws StartRefused if it cannot be made or written, or if another server holds it
     */
    public static DataFolder open(Path folder) throws StartRefused {
        return openUnlessHeld(folder).orElseThrow(() -> isHeld(folder));
    }

    /** What to say when another server holds it. */
    public static StartRefused isHeld(Path folder) {
        return new StartRefused(
                ExitCode.DATA_FOLDER,
                "the data folder " + folder
                        + " is in use by another server. Stop that one, or set SDP_DATA_DIR to a folder of its own.");
    }

    /** What to say to a command that another folder would not help. */
    public static StartRefused isHeldFrom(Path folder, String command) {
        return new StartRefused(
                ExitCode.DATA_FOLDER,
                "the data folder " + folder + " is in use by a running server. Stop that server for " + command + ".");
    }

    /** Whether files that this user makes there are of use to its server. */
    public static boolean isOfThisUser(Path folder) {
        try {
            Path lock = folder.resolve(LOCK);
            return Files.getOwner(Files.exists(lock) ? lock : folder)
                    .equals(ProcessUser.current().principal());
        } catch (IOException notSeen) {
            return false;
        }
    }

    /**
     * Whether a server holds it; makes and changes nothing, and works for root too. False where this user cannot see it. Not for a
     * process that holds it itself, which would lose the lock.
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
     * The same; empty if another server holds it.
     *
     * @throws StartRefused if it cannot be made or written
     */
    public static Optional<DataFolder> openUnlessHeld(Path folder) throws StartRefused {
        make(folder);
        FileLock lock;
        try {
            lock = lock(folder.resolve(LOCK));
        } catch (IOException unusable) {
            throw isUnusable(folder, unusable);
        }
        if (lock == null) {
            return Optional.empty();
        }
        HELD.add(lock);
        return Optional.of(new DataFolder(folder, lock));
    }

    /**
     * Makes the folder if there is none, and has it be its owner's alone.
     *
     * @throws StartRefused if it cannot be made, or is somebody else's
     */
    public static void make(Path folder) throws StartRefused {
        try {
            Files.createDirectories(folder);
            refuseOthers(folder, ProcessUser.current());
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException | UnsupportedOperationException unusable) {
            throw isUnusable(folder, unusable);
        }
    }

    /**
     * Files that this user made would be of no use to the server that the folder belongs to. The lock tells whose it is: a folder that
     * was mounted may belong to root and be written by a group.
     */
    private static void refuseOthers(Path folder, ProcessUser user) throws IOException, StartRefused {
        Path lock = folder.resolve(LOCK);
        boolean used = Files.exists(lock);
        UserPrincipal owner = Files.getOwner(used ? lock : folder);
        if (!owner.equals(user.principal()) && (used || user.root())) {
            throw new StartRefused(
                    ExitCode.DATA_FOLDER,
                    "the data folder " + folder + " belongs to " + owner.getName() + ", and this runs as "
                            + user.principal().getName()
                            + ", whose files the server could not use. Run it as " + owner.getName()
                            + ", or set SDP_DATA_DIR to a folder of its own.");
        }
    }

    private static StartRefused isUnusable(Path folder, Exception why) {
        return new StartRefused(
                ExitCode.DATA_FOLDER,
                "the data folder " + folder + " cannot be written (" + why.getMessage()
                        + "). Set SDP_DATA_DIR to a folder that this user owns.");
    }

    private static @Nullable FileLock lock(Path file) throws IOException {
        // the channel stays open, and the lock held, until the process ends
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                .tryLock();
    }

    public Path path() {
        return folder;
    }

    /** The API key of the demo: made once, kept in this folder with mode 600, the same after every restart. */
    public String demoKey() throws StartRefused {
        Path file = folder.resolve("demo-api-key");
        try {
            if (!Files.exists(file) || Files.size(file) == 0) {
                makeKey(file);
            }
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException unusable) {
            throw new StartRefused(
                    ExitCode.DATA_FOLDER,
                    file + " cannot be read or written (" + unusable.getMessage() + "). Remove it, or mend its owner.");
        }
    }

    /** There with its content, or not at all: an end in the middle leaves no key that is none. */
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

    /** Lets another server have the folder. */
    public void release() throws IOException {
        HELD.remove(lock);
        lock.acquiredBy().close();
    }
}
