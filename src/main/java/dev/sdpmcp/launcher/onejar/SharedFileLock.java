package dev.sdpmcp.launcher.onejar;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/** A lock on a file, shared or not, against other processes and against this one. Ends when closed, or with the process. */
final class SharedFileLock implements AutoCloseable {

    private static final long PAUSE_MILLIS = 100;

    private final FileChannel channel;

    private SharedFileLock(FileChannel channel) {
        this.channel = channel;
    }

    /** The lock, unless somebody holds one that excludes it. */
    static Optional<SharedFileLock> attempt(Path file, boolean shared) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock(0, Long.MAX_VALUE, shared);
            if (lock != null) {
                return Optional.of(new SharedFileLock(channel));
            }
        } catch (OverlappingFileLockException heldByThisProcess) {
            channel.close();
            return Optional.empty();
        }
        channel.close();
        return Optional.empty();
    }

    /** Waits for the lock. */
    static SharedFileLock await(Path file, Duration limit) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        Optional<SharedFileLock> claim = attempt(file, false);
        while (claim.isEmpty()) {
            if (System.nanoTime() > end) {
                throw new IOException(file + " is still locked after " + limit.toMinutes() + " minutes");
            }
            Thread.sleep(PAUSE_MILLIS);
            claim = attempt(file, false);
        }
        return claim.get();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
