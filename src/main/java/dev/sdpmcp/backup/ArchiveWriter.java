package dev.sdpmcp.backup;

import dev.sdpmcp.persistence.DatabaseCopy;
import dev.sdpmcp.text.Sha256;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a backup file (zip) as a stream, in bounded memory, with the manifest at its end. Not thread-safe. */
final class ArchiveWriter implements AutoCloseable {

    private final FileChannel channel;
    private final ZipOutputStream zip;
    private final Map<String, String> digests = new TreeMap<>();

    /** @throws IOException if the file exists or cannot be created (mode 600) */
    ArchiveWriter(Path file) throws IOException {
        this.channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
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
