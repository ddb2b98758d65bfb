package dev.sdpmcp.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders for programs that tests start, gone when they are. */
final class TemporaryFolder {

    private TemporaryFolder() {}

    static Path make(String name) {
        try {
            return Files.createTempDirectory(name);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** Deletes it with all that is in it. */
    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
