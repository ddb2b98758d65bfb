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

/** An installation of its own: the start script, its configuration and the artefacts as shipped, the WAR plus our classes. */
final class BenchHome {

    private static final List<String> SHARED = List.of("payara-micro.jar", "sdp-mcp-launcher.jar", "sdp-simulator.jar");

    private BenchHome() {}

    /**
     * Lays it out below the project, where the build was run; what an earlier run has prepared there stays of use.
     *
     * @return the folder
     */
    static Path layOut(Path project) throws IOException {
        Path folder = project.resolve("target/bench");
        Path artefacts = Files.createDirectories(folder.resolve("target"));
        copy(project.resolve("start-sse.sh"), folder.resolve("start-sse.sh"));
        copyFolder(project.resolve("domain-config"), folder.resolve("domain-config"));
        for (String name : SHARED) {
            Path target = artefacts.resolve(name);
            Files.deleteIfExists(target);
            Files.createLink(target, project.resolve("target").resolve(name));
        }
        addClasses(copy(project.resolve("target/sdp-mcp.war"), artefacts.resolve("sdp-mcp.war")));
        return folder;
    }

    private static void addClasses(Path war) throws IOException {
        Path classes = testClasses();
        Path added = classes.resolve(BarePost.class.getPackageName().replace('.', '/'));
        try (FileSystem zip = FileSystems.newFileSystem(war)) {
            for (Path file : filesIn(added)) {
                Path entry =
                        zip.getPath("WEB-INF/classes", classes.relativize(file).toString());
                Files.createDirectories(entry.getParent());
                Files.copy(file, entry);
            }
        }
    }

    private static void copyFolder(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (Path file : filesIn(from)) {
            copy(file, to.resolve(file.getFileName()));
        }
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(Files::isRegularFile).toList();
        }
    }

    private static Path copy(Path from, Path to) throws IOException {
        return Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
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
