package dev.sdpmcp.launcher.onejar;

import dev.sdpmcp.text.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;

/** The files of an installation in sdp-mcp.jar, below {@code payload/}. Not thread-safe. */
public record Payload(JarFile jar, List<ZipEntry> entries) implements AutoCloseable {

    private static final String FOLDER = "payload/";
    private static final int ID_LENGTH = 16;

    /** @throws IOException if the jar has no payload or is damaged */
    public static Payload of(Path jar) throws IOException {
        JarFile file = new JarFile(jar.toFile());
        List<ZipEntry> entries = file.stream()
                .filter(entry -> entry.getName().startsWith(FOLDER) && !entry.isDirectory())
                .map(ZipEntry.class::cast)
                .sorted(Comparator.comparing(ZipEntry::getName))
                .toList();
        if (entries.isEmpty()) {
            file.close();
            throw new IOException(jar + " contains no server");
        }
        return new Payload(file, entries);
    }

    /** Id of this content: a digest of the names, sizes and checksums in the directory of the jar. */
    public String buildId() {
        String directory = entries.stream()
                .map(entry -> entry.getName() + ' ' + entry.getSize() + ' ' + entry.getCrc() + '\n')
                .collect(Collectors.joining());
        return Sha256.hex(directory).substring(0, ID_LENGTH);
    }

    /** Whether a folder has all files with their sizes. */
    public boolean isIn(Path folder) throws IOException {
        for (ZipEntry entry : entries) {
            Path file = target(folder, entry);
            if (!Files.isRegularFile(file) || Files.size(file) != entry.getSize()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Unpacks all files and verifies their sizes and checksums.
     *
     * @param folder a folder that does not exist or is empty
     */
    public void unpack(Path folder) throws IOException {
        for (ZipEntry entry : entries) {
            Path file = target(folder, entry);
            Files.createDirectories(file.resolveSibling(""));
            CRC32 checksum = new CRC32();
            try (InputStream content = new CheckedInputStream(jar.getInputStream(entry), checksum)) {
                long size = Files.copy(content, file);
                if (size != entry.getSize() || checksum.getValue() != entry.getCrc()) {
                    throw new IOException(jar.getName() + " is damaged at " + entry.getName());
                }
            }
        }
    }

    private static Path target(Path folder, ZipEntry entry) throws IOException {
        Path file = folder.resolve(entry.getName().substring(FOLDER.length())).normalize();
        if (!file.startsWith(folder)) {
            throw new IOException(entry.getName() + " is outside of the folder");
        }
        return file;
    }

    @Override
    public void close() throws IOException {
        jar.close();
    }
}
