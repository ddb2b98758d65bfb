package dev.sdpmcp.bench;

import dev.sdpmcp.bench.deployed.BarePost;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** The WAR as it is shipped, plus the classes of {@code bench.deployed}. */
final class BenchWar {

    private BenchWar() {}

    /** Makes the copy in the folder. */
    static Path in(Path folder, Path war) throws IOException {
        Path copy = Files.createDirectories(folder).resolve("sdp-mcp-bench.war");
        Files.copy(war, copy, StandardCopyOption.REPLACE_EXISTING);
        Path classes = testClasses();
        Path added = classes.resolve(BarePost.class.getPackageName().replace('.', '/'));
        try (FileSystem zip = FileSystems.newFileSystem(copy);
                Stream<Path> found = Files.list(added)) {
            List<Path> files =
                    found.filter(file -> file.toString().endsWith(".class")).toList();
            for (Path file : files) {
                Path entry =
                        zip.getPath("WEB-INF/classes", classes.relativize(file).toString());
                Files.createDirectories(entry.getParent());
                Files.copy(file, entry);
            }
        }
        return copy;
    }

    private static Path testClasses() {
        try {
            return Path.of(BarePost.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
