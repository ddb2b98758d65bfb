package dev.sdpmcp.launcher.onejar;

import dev.sdpmcp.launcher.server.Folders;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Installations that jars have unpacked below one folder, each named by its build. A new one is moved into place when
 * all its files are verified. Safe for concurrent processes: one unpacks, the others wait.
 *
 * @param folder folder for installations only; created with mode 700
 */
public record Installations(Path folder) {

    private static final Duration LOCK_LIMIT = Duration.ofMinutes(5);
    /** Locks of this process, referenced so that they are not garbage collected. */
    private static final Map<Path, FileChannel> IN_USE_LOCKS = new HashMap<>();

    private static final long PAUSE_MILLIS = 100;
    private static final String IN_USE = ".in-use";
    private static final String UNFINISHED = ".unfinished";

    /** Work on an installation under the lock. */
    public interface Finish {
        /** Called with the folder of the installation. */
        void in(Path installation) throws IOException, InterruptedException, StartRefused;
    }

    /**
     * Opens the installation of a build, which is in use until this process ends. Removes installations that are not in
     * use.
     *
     * @param finish called each time before the installation is used
     */
    public Path open(Payload payload, Finish finish) throws IOException, InterruptedException, StartRefused {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        Path installation = folder.resolve(payload.buildId());
        FileChannel lock = await(folder.resolve(".lock"));
        try {
            removeUnused(installation);
            if (!payload.isIn(installation)) {
                Path unfinished = folder.resolve(payload.buildId() + UNFINISHED);
                Folders.delete(unfinished);
                payload.unpack(unfinished);
                Folders.delete(installation);
                Files.move(unfinished, installation, StandardCopyOption.ATOMIC_MOVE);
            }
            finish.in(installation);
            markInUse(installation);
        } finally {
            lock.close();
        }
        return installation;
    }

    private static synchronized void markInUse(Path installation) throws IOException {
        Path mark = mark(installation);
        if (!IN_USE_LOCKS.containsKey(mark)) {
            IN_USE_LOCKS.put(
                    mark, lock(mark, true).orElseThrow(() -> new IOException(mark + " is locked by another program")));
        }
    }

    private static Path mark(Path installation) {
        return installation.resolveSibling(installation.getFileName() + IN_USE);
    }

    private void removeUnused(Path wanted) throws IOException {
        List<Path> others;
        try (Stream<Path> all = Files.list(folder)) {
            others = all.filter(each -> Files.isDirectory(each) && !each.equals(wanted))
                    .toList();
        }
        for (Path other : others) {
            Optional<FileChannel> unused = lock(mark(other), false);
            if (unused.isPresent()) {
                Folders.delete(other);
                Files.delete(mark(other));
                unused.get().close();
            }
        }
    }

    /** Waits for an exclusive lock; closing the channel releases it. */
    private static FileChannel await(Path file) throws IOException, InterruptedException {
        long end = System.nanoTime() + LOCK_LIMIT.toNanos();
        Optional<FileChannel> lock = lock(file, false);
        while (lock.isEmpty()) {
            if (System.nanoTime() > end) {
                throw new IOException(file + " is still locked after " + LOCK_LIMIT.toMinutes() + " minutes");
            }
            Thread.sleep(PAUSE_MILLIS);
            lock = lock(file, false);
        }
        return lock.get();
    }

    /** Tries to lock a file against other processes and this one; empty if the lock is held elsewhere. */
    private static Optional<FileChannel> lock(Path file, boolean shared) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock(0, Long.MAX_VALUE, shared) != null) {
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException heldByThisProcess) {
            // as if another process held it
        }
        channel.close();
        return Optional.empty();
    }
}
