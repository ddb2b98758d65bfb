package dev.sdpmcp.audit.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

/** One file of the write-ahead log: its lines, and how many of its rows nothing else has yet. Not thread-safe. */
final class WalSegment {

    private final Path path;
    private final RandomAccessFile file;
    private int open;
    private boolean left;

    /** @throws IOException if there is such a file, or none can be made */
    WalSegment(Path path) throws IOException {
        Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        this.path = path;
        this.file = new RandomAccessFile(path.toFile(), "rw");
    }

    Path path() {
        return path;
    }

    long bytes() throws IOException {
        return file.length();
    }

    /** All of the lines, or none if it throws. */
    void append(byte[] lines) throws IOException {
        long end = file.length();
        try {
            file.seek(end);
            file.write(lines);
        } catch (IOException failed) {
            file.setLength(end);
            throw failed;
        }
        open++;
    }

    /** Writes so many bytes and takes them back; a reader would skip what is left if that fails. */
    void probe(int bytes) throws IOException {
        byte[] blank = new byte[bytes];
        Arrays.fill(blank, (byte) '\n');
        long end = file.length();
        try {
            file.seek(end);
            file.write(blank);
        } finally {
            file.setLength(end);
        }
    }

    /** One of its rows is somewhere else now. */
    void settle() {
        open--;
    }

    /** One of its rows stands nowhere else: the file must be loaded. */
    void leave() {
        open--;
        left = true;
    }

    boolean isSettled() {
        return open == 0;
    }

    boolean isLeft() {
        return left;
    }

    void close() throws IOException {
        file.close();
    }
}
