package dev.sdpmcp.launcher.server;

import dev.sdpmcp.launcher.setting.ExitCode;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Recursive operations on folders. Symbolic links are never followed. Stateless. */
public final class Folders {

    private Folders() {}

    /** Deletes a folder recursively; does nothing if it does not exist. */
    public static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            for (Path each : all(folder).reversed()) {
                Files.delete(each);
            }
        }
    }

    /** The folder and everything below it, each folder before its content. */
    private static List<Path> all(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.toList();
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    /** Work in a temporary folder. */
    @FunctionalInterface
    public interface Work {
        int in(Path folder) throws StartRefused, InterruptedException;
    }

    /**
     * Runs work in a new temporary folder, which is deleted afterwards, and returns its result.
     *
     * @throws StartRefused also if the folder cannot be created or deleted
     */
    public static int inTemporary(String prefix, Work work) throws StartRefused, InterruptedException {
        try {
            Path folder = Files.createTempDirectory(prefix);
            try {
                return work.in(folder);
            } finally {
                delete(folder);
            }
        } catch (IOException refused) {
            throw ExitCode.SERVER.refusal("no temporary folder can be created or deleted (" + refused.getMessage()
                    + "). Free disk space in " + System.getProperty("java.io.tmpdir") + ".");
        }
    }

    /** Copies a folder recursively; the target must not exist, and neither need its parents. */
    static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.toAbsolutePath().getParent());
        for (Path each : all(from)) {
            Files.copy(each, to.resolve(from.relativize(each)));
        }
    }
}
