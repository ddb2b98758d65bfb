package dev.sdpmcp.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;

/**
 * Brings a backup that a server has made in its own folder to the file that an operator wants, who may be another user and see
 * other folders than the server does. The file is that operator's alone (mode 600).
 */
public final class Delivery {

    private final Path target;

    private Delivery(Path target) {
        this.target = target;
    }

    /**
     * Before the backup is made.
     *
     * @param target absolute; a file that must not exist yet, or a folder
     * @throws BackupRefused if it cannot be written
     */
    public static Delivery to(Path target) throws BackupRefused {
        Path file = BackupNames.fileFor(target, Instant.now());
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new BackupRefused(file + " cannot be written by the user " + System.getProperty("user.name")
                    + " of this command: its folder is not there, or not this user's.");
        }
        return new Delivery(file);
    }

    /**
     * Copies it and deletes the one that the server made.
     *
     * @return where it is now
     * @throws BackupRefused if it cannot be copied; it stays where it is
     */
    public Path of(Path made) throws BackupRefused {
        Path unfinished = Path.of(target + ".unfinished");
        try {
            try (FileChannel out = FileChannel.open(
                            unfinished,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                    InputStream in = Files.newInputStream(made)) {
                boolean whole = false;
                try {
                    OutputStream stream = Channels.newOutputStream(out);
                    in.transferTo(stream);
                    out.force(true);
                    Files.move(unfinished, target);
                    whole = true;
                } finally {
                    if (!whole) {
                        BackupNames.discard(unfinished);
                    }
                }
            }
            Files.delete(made);
            return target;
        } catch (IOException failed) {
            throw new BackupRefused(
                    "the server has made the backup " + made + ", and the user " + System.getProperty("user.name")
                            + " of this command cannot bring it to " + target + " ("
                            + BackupRefused.reasonOf(failed) + ").",
                    failed);
        }
    }
}
