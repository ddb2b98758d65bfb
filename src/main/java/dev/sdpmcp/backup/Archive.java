package dev.sdpmcp.backup;

import dev.sdpmcp.text.Sha256;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A backup file, open for reading and verified against its digests. Not thread-safe. */
record Archive(ZipFile zip, Manifest manifest) implements AutoCloseable {

    private static final int MAX_MANIFEST_BYTES = 1024 * 1024;

    /**
     * Opens a file and verifies all of it.
     *
     * @throws BackupRefused if the file is missing, not a backup, or damaged
     */
    static Archive open(Path file) throws BackupRefused {
        if (!Files.isRegularFile(file)) {
            throw new BackupRefused(file + " does not exist or is not a file.");
        }
        try {
            ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
            boolean sound = false;
            try {
                Archive archive = new Archive(zip, manifest(zip));
                archive.check();
                sound = true;
                return archive;
            } finally {
                if (!sound) {
                    zip.close();
                }
            }
        } catch (BackupRefused refused) {
            throw new BackupRefused(file + " cannot be restored: " + refused.getMessage() + ".", refused);
        } catch (IOException unreadable) {
            throw new BackupRefused(
                    file + " cannot be restored: it is not a backup of this program, or it is damaged ("
                            + BackupRefused.reasonOf(unreadable) + ").",
                    unreadable);
        }
    }

    private static Manifest manifest(ZipFile zip) throws IOException, BackupRefused {
        ZipEntry entry = zip.getEntry(Manifest.FILE);
        if (entry == null) {
            throw new BackupRefused("it has no manifest, so it is not a backup of this program");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return Manifest.parse(new String(in.readNBytes(MAX_MANIFEST_BYTES), StandardCharsets.UTF_8));
        }
    }

    private void check() throws IOException, BackupRefused {
        Set<String> names = zip.stream().map(ZipEntry::getName).collect(Collectors.toCollection(TreeSet::new));
        names.remove(Manifest.FILE);
        if (!names.equals(manifest.digests().keySet())) {
            throw new BackupRefused("its files differ from its manifest");
        }
        for (String name : names) {
            MessageDigest digest = Sha256.start();
            try (InputStream in = new DigestInputStream(content(name), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            if (!HexFormat.of()
                    .formatHex(digest.digest())
                    .equals(manifest.digests().get(name))) {
                throw new BackupRefused("its file " + name + " is damaged");
            }
        }
    }

    /** Names of all files except the manifest. */
    Set<String> names() {
        return manifest.digests().keySet();
    }

    /** The caller closes it. */
    InputStream content(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("the file " + name + " is missing");
        }
        return new BufferedInputStream(zip.getInputStream(entry));
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException unimportant) {
            System.getLogger(Archive.class.getName()).log(Level.DEBUG, "closing a backup", unimportant);
        }
    }
}
