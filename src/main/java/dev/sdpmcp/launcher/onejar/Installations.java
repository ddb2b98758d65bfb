package dev.sdpmcp.launcher.onejar;

import dev.sdpmcp.launcher.server.Folders;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The installations that jars unpacked below one folder, each named by its build. Whole ones only: a new one is moved into
 * place when every file was checked. Any number of processes may ask at once; one unpacks, the others wait for it.
 */
public final class Installations {

    private static final Duration LOCK_LIMIT = Duration.ofMinutes(5);
    /** Of this process; a lock that nobody refers to would be taken back by the collector. */
    private static final Map<Path, SharedFileLock> KEPT = new HashMap<>();

    private static final String IN_USE = ".in-use";
    private static final String UNFINISHED = ".unfinished";

    private final Path folder;

    /** @param folder theirs alone; made with mode 700 if there is none */
    public Installations(Path folder) {
        this.folder = folder;
    }

    /** Something to do with the installation while nobody else touches it. */
    public interface Finish {
        /** Called with the folder of the installation. */
        void in(Path installation) throws IOException, InterruptedException, StartRefused;
    }

    /**
     * The folder of this build, kept from removal as long as this process lives. Others that no process uses are removed.
     *
     * @param finish done each time before the installation is used
     */
    public Path open(Payload payload, Finish finish) throws IOException, InterruptedException, StartRefused {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        Path installation = folder.resolve(payload.buildId());
        SharedFileLock whole = SharedFileLock.await(folder.resolve(".lock"), LOCK_LIMIT);
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
            keep(installation);
        } finally {
            whole.close();
        }
        return installation;
    }

    /** Never given back: what is kept is in use until the process ends. */
    private static void keep(Path installation) throws IOException {
        Path mark = mark(installation);
        synchronized (KEPT) {
            if (!KEPT.containsKey(mark)) {
                SharedFileLock claim = SharedFileLock.attempt(mark, true)
                        .orElseThrow(() -> new IOException(mark + " is locked by a program that is not this one"));
                KEPT.put(mark, claim);
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
            Optional<SharedFileLock> unused = SharedFileLock.attempt(mark(other), false);
            if (unused.isPresent()) {
                Folders.delete(other);
                Files.delete(mark(other));
                unused.get().close();
            }
        }
    }
}
