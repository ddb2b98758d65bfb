package dev.sdpmcp.backup;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Moves a backup from the folder of the server to the file that an operator has named; the operator may be another user
 * with access to other folders. The file has mode 600.
 */
public record Delivery(Path target) {

    /**
     * Checks the target before the backup is made.
     *
     * @param target absolute; a file that must not exist yet, or a folder
     * @throws BackupRefused if it cannot be written
     */
    public static Delivery to(Path target) throws BackupRefused {
        Path file = BackupNames.fileFor(target, Instant.now());
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new BackupRefused(file + " cannot be written by the user " + System.getProperty("user.name")
                    + " of this command: its folder does not exist or is not writable.");
        }
        return new Delivery(file);
    }

    /**
     * Copies a backup to the target and deletes the original.
     *
     * @return the target
     * @throws BackupRefused if it cannot be copied; the original stays
     */
    public Path of(Path made) throws BackupRefused {
        Path unfinished = Path.of(target + ".unfinished");
        try {
            try (FileChannel out = BackupNames.create(unfinished)) {
                copy(made, out, unfinished);
            }
            Files.delete(made);
            return target;
        } catch (IOException failed) {
            throw new BackupRefused(
                    "The server has made the backup " + made + ", but the user " + System.getProperty("user.name")
                            + " of this command cannot copy it to " + target + " ("
                            + BackupRefused.reasonOf(failed) + ").",
                    failed);
        }
    }

    private void copy(Path made, FileChannel out, Path unfinished) throws IOException {
        try {
            Files.copy(made, Channels.newOutputStream(out));
            out.force(true);
            Files.move(unfinished, target);
        } catch (IOException failed) {
            BackupNames.discard(unfinished);
            throw failed;
        }
    }
}
