package dev.sdpmcp.launcher.onejar;

import dev.sdpmcp.launcher.server.Folders;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Installations that jars have unpacked below one folder, each named by its build. A new one is moved into place when
 * all its files are verified. Safe for concurrent processes: one unpacks, the others wait.
 *
 * @param folder folder for installations only; created with mode 700
 */
public record Installations(Path folder) {

    private static final Duration LOCK_LIMIT = Duration.ofMinutes(5);
    /** Locks of this process, referenced so that they are not garbage collected. */
    private static final Map<Path, FolderLock> IN_USE_LOCKS = new HashMap<>();

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
        FolderLock lock = FolderLock.await(folder.resolve(".lock"), LOCK_LIMIT);
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

    /** Marks an installation as in use until the process ends. */
    private static void markInUse(Path installation) throws IOException {
        Path mark = mark(installation);
        synchronized (IN_USE_LOCKS) {
            if (!IN_USE_LOCKS.containsKey(mark)) {
                FolderLock inUse = FolderLock.attempt(mark, true)
                        .orElseThrow(() -> new IOException(mark + " is locked by another program"));
                IN_USE_LOCKS.put(mark, inUse);
            }
        }
    }

    private static Path mark(Path installation) {
        return installation.resolveSibling(installation.getFileName() + IN_USE);
    }

    private void removeUnused(Path wanted) throws IOException {
        List<Path> others = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, Files::isDirectory)) {
            all.forEach(each -> {
                if (!each.equals(wanted)) {
                    others.add(each);
                }
            });
        }
        for (Path other : others) {
            Optional<FolderLock> unused = FolderLock.attempt(mark(other), false);
            if (unused.isPresent()) {
                Folders.delete(other);
                Files.delete(mark(other));
                unused.get().close();
            }
        }
    }

    /**
     * Lock on a file, shared or exclusive, against other processes and this one. Released on close or with the process.
     */
    private static final class FolderLock implements AutoCloseable {

        private static final long PAUSE_MILLIS = 100;

        private final FileChannel channel;

        private FolderLock(FileChannel channel) {
            this.channel = channel;
        }

        /** Tries to lock; empty if the lock is held elsewhere. */
        static Optional<FolderLock> attempt(Path file, boolean shared) throws IOException {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                FileLock lock = channel.tryLock(0, Long.MAX_VALUE, shared);
                if (lock != null) {
                    return Optional.of(new FolderLock(channel));
                }
            } catch (OverlappingFileLockException heldByThisProcess) {
                channel.close();
                return Optional.empty();
            }
            channel.close();
            return Optional.empty();
        }

        /** Waits for an exclusive lock. */
        static FolderLock await(Path file, Duration limit) throws IOException, InterruptedException {
            long end = System.nanoTime() + limit.toNanos();
            Optional<FolderLock> lock = attempt(file, false);
            while (lock.isEmpty()) {
                if (System.nanoTime() > end) {
                    throw new IOException(file + " is still locked after " + limit.toMinutes() + " minutes");
                }
                Thread.sleep(PAUSE_MILLIS);
                lock = attempt(file, false);
            }
            return lock.get();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
