package dev.sdpmcp.backup;

import dev.sdpmcp.persistence.DatabaseCopy;
import dev.sdpmcp.text.Sha256;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

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
            try {
                Archive archive = new Archive(zip, manifest(zip));
                archive.check();
                return archive;
            } catch (IOException | BackupRefused | RuntimeException unsound) {
                zip.close();
                throw unsound;
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
            String found = HexFormat.of().formatHex(digest.digest());
            if (!found.equals(manifest.digests().get(name))) {
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

    /** Writes a backup file (zip) as a stream, in bounded memory, with the manifest at its end. Not thread-safe. */
    static final class Writer implements AutoCloseable {

        private final FileChannel channel;
        private final ZipOutputStream zip;
        private final Map<String, String> digests = new TreeMap<>();

        /** @throws IOException if the file exists or cannot be created (mode 600) */
        Writer(Path file) throws IOException {
            this.channel = BackupNames.create(file);
            this.zip = new ZipOutputStream(
                    new BufferedOutputStream(Channels.newOutputStream(channel)), StandardCharsets.UTF_8);
        }

        void add(String name, DatabaseCopy.Content content) throws IOException {
            MessageDigest digest = Sha256.start();
            zip.putNextEntry(new ZipEntry(name));
            content.writeTo(new DigestOutputStream(new EntryStream(zip), digest));
            zip.closeEntry();
            digests.put(name, HexFormat.of().formatHex(digest.digest()));
        }

        /** SHA-256 of each file written so far. */
        Map<String, String> digests() {
            return Map.copyOf(digests);
        }

        /** Writes the manifest and syncs the file to the disk. */
        void finish(Manifest manifest) throws IOException {
            zip.putNextEntry(new ZipEntry(Manifest.FILE));
            zip.write(manifest.text().getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            zip.finish();
            zip.flush();
            channel.force(true);
        }

        @Override
        public void close() throws IOException {
            // not the zip stream, which would complete an archive that may be unfinished
            channel.close();
        }

        /** Stream of one entry: a writer that closes it must not close the archive. */
        private static final class EntryStream extends FilterOutputStream {

            EntryStream(OutputStream out) {
                super(out);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        }
    }
}
