package dev.sdpmcp.persistence;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A real file system of its own, in memory, that can be full, read-only, or not be there. Where this user may not
 * mount one, the test is skipped and says so. Closing it unmounts it.
 */
public final class SmallDisk implements AutoCloseable {

    private static final int BLOCK = 4096;
    private static final long SECONDS_FOR_COMMAND = 20;

    private final Path folder;
    private final Path filler;
    private int covers;

    private SmallDisk(Path folder) {
        this.folder = folder;
        this.filler = folder.resolve("something-else.bin");
    }

    /** Mounts one of so many MiB at the folder, which is made; skips the test where that is not allowed. */
    public static SmallDisk mount(Path folder, int mebibytes) throws IOException {
        Files.createDirectories(folder);
        String refusal =
                run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m,mode=0700", "tmpfs", folder.toString());
        if (!refusal.isEmpty()) {
            String why = "this user may not mount a file system, which needs root and CAP_SYS_ADMIN: " + refusal;
            System.getLogger(SmallDisk.class.getName()).log(Level.WARNING, "SKIPPED, since {0}", why);
            Assumptions.abort(why);
        }
        return new SmallDisk(folder);
    }

    /** Empty if it succeeded. */
    private static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(SECONDS_FOR_COMMAND, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(String.join(" ", command) + " does not end");
            }
            return process.exitValue() == 0 ? "" : process.exitValue() + " " + output.strip();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IOException(hurried);
        }
    }

    private static void must(String... command) throws IOException {
        String refusal = run(command);
        if (!refusal.isEmpty()) {
            throw new IOException(String.join(" ", command) + ": " + refusal);
        }
    }

    public Path folder() {
        return folder;
    }

    /** Something else takes all the room that is left. */
    public void fill() throws IOException {
        byte[] block = new byte[BLOCK];
        try (OutputStream file = Files.newOutputStream(filler)) {
            while (true) {
                file.write(block);
            }
        } catch (IOException full) {
            if (Files.getFileStore(folder).getUsableSpace() > 0) {
                throw full;
            }
        }
    }

    /** And goes away. */
    public void makeRoom() throws IOException {
        Files.delete(filler);
    }

    /** Only while no file of it is open for writing, as after the embedded database was closed. */
    public void makeReadOnly() throws IOException {
        must("mount", "-o", "remount,ro", folder.toString());
    }

    public void makeWritable() throws IOException {
        must("mount", "-o", "remount,rw", folder.toString());
    }

    /** Nothing new can be opened for writing here, while what is open can still be written. */
    public void coverReadOnly() throws IOException {
        must("mount", "--bind", folder.toString(), folder.toString());
        covers++;
        must("mount", "-o", "remount,bind,ro", folder.toString());
    }

    /** Its file system is lost: an empty folder is in its place, which can be written. */
    public void coverWithEmpty() throws IOException {
        must("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder.toString());
        covers++;
    }

    public void uncover() throws IOException {
        must("umount", "-l", folder.toString());
        covers--;
    }

    /** The names of what is in the folder as it is seen now, in all depths. */
    public List<String> files() throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> found = Files.walk(folder)) {
            found.filter(path -> !path.equals(folder))
                    .forEach(path -> names.add(folder.relativize(path).toString()));
        }
        return names;
    }

    @Override
    public void close() throws IOException {
        while (covers > 0) {
            uncover();
        }
        must("umount", "-l", folder.toString());
    }
}
