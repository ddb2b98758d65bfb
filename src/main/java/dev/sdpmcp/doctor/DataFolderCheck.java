package dev.sdpmcp.doctor;

import dev.sdpmcp.config.ProcessUser;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The folder with the database, the keys and the journals. */
final class DataFolderCheck implements Check {

    static final String NAME = "data-folder";

    private static final long MIB = 1024L * 1024;
    private static final long LEAST_SPACE = 100 * MIB;
    private static final long COMFORTABLE_SPACE = 1024 * MIB;
    private static final String LOCK = ".lock";
    private static final String PRIVATE = "rwx------";

    private final CheckContext chart;

    DataFolderCheck(CheckContext chart) {
        this.chart = chart;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> needs() {
        return Set.of(ConfigurationCheck.NAME);
    }

    @Override
    public List<Finding> examine() throws IOException {
        Path folder = chart.configuration().storage().dataDirectory();
        if (!Files.exists(folder)) {
            return List.of(notThere(folder));
        }
        UserPrincipal user = ProcessUser.current().principal();
        if (!Files.isDirectory(folder) || !Files.isReadable(folder) || !Files.isWritable(folder)) {
            return List.of(Finding.fail(
                    folder + " is no folder that " + user.getName() + " may write",
                    "Run this as the user of the server, give the folder to that user, or set SDP_DATA_DIR."));
        }
        List<Finding> findings = new ArrayList<>();
        addOwnership(folder, user, findings);
        addSpace(folder, findings);
        if (isHeld(folder)) {
            chart.holdDataFolder();
            findings.add(Finding.ok(folder + " is in use by a running server, which is asked what only it can see"));
        } else if (findings.stream().noneMatch(found -> found.outcome() == Outcome.FAIL)) {
            findings.add(Finding.ok(folder + " can be used; no server runs on it"));
        }
        return findings;
    }

    private static Finding notThere(Path folder) {
        Path above = folder;
        while (above.getParent() != null && !Files.exists(above)) {
            above = above.getParent();
        }
        return Files.isDirectory(above) && Files.isWritable(above)
                ? Finding.ok(folder + " is not there yet; the first start makes it")
                : Finding.fail(
                        folder + " is not there and cannot be made in " + above,
                        "Make it and give it to the user of the server, or set SDP_DATA_DIR.");
    }

    private static void addOwnership(Path folder, UserPrincipal user, List<Finding> findings) throws IOException {
        Path lock = folder.resolve(LOCK);
        UserPrincipal owner = Files.getOwner(Files.exists(lock) ? lock : folder);
        if (!owner.equals(user)) {
            findings.add(Finding.warn(
                    folder + " belongs to " + owner.getName() + ", and this is " + user.getName(),
                    "Run this, and the server, as one user."));
        }
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
        if (!mode.equals(PRIVATE)) {
            findings.add(Finding.warn(folder + " has the mode " + mode + "; keys are in it", "chmod 700 " + folder));
        }
    }

    private static void addSpace(Path folder, List<Finding> findings) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        String found = "%,d MiB are free on the disk of %s".formatted(free / MIB, folder);
        if (free < LEAST_SPACE) {
            findings.add(Finding.fail(
                    found,
                    "Make room now: when it is full the audit trail cannot be written, changes are refused and the server is"
                            + " not ready. It goes on by itself when there is room."));
        } else if (free < COMFORTABLE_SPACE) {
            findings.add(Finding.warn(found, "Make room, or move SDP_DATA_DIR to a larger disk, before it is full."));
        }
    }

    /** Tries the lock of a server, and lets go of it at once. */
    private static boolean isHeld(Path folder) throws IOException {
        Path file = folder.resolve(LOCK);
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return true;
        }
    }
}
