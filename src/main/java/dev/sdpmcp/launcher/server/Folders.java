package dev.sdpmcp.launcher.server;

import dev.sdpmcp.launcher.setting.ExitCode;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Recursive operations on folders. Symbolic links are never followed. Stateless. */
public final class Folders {

    private Folders() {}

    /** Deletes a folder recursively; does nothing if it does not exist. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
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
            throw new StartRefused(
                    ExitCode.SERVER,
                    "no temporary folder can be created or deleted (" + refused.getMessage() + "). Free disk space in "
                            + System.getProperty("java.io.tmpdir") + ".");
        }
    }

    /** Copies a folder recursively; the target must not exist. */
    static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(visited)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
