package dev.sdpmcp.launcher.setting;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where this installation's files are: the folder of start-sse.sh, with the artefacts in {@code target} below it.
 *
 * @param folder the folder of start-sse.sh
 * @param artefacts the folder of the launcher's own jar
 */
public record Home(Path folder, Path artefacts) {

    /** The installation that holds the jar of this class. */
    public static Home ofThisProgram() {
        try {
            Path jar = Path.of(Home.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path artefacts = folderOf(jar.toAbsolutePath().normalize());
            return new Home(folderOf(artefacts), artefacts);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("the location of a jar is a URI", impossible);
        }
    }

    private static Path folderOf(Path file) {
        Path folder = file.getParent();
        return folder == null ? file : folder;
    }

    public Path dotEnv() {
        return folder.resolve(".env");
    }

    public Path domainConfig() {
        return folder.resolve("domain-config");
    }

    /** The unpacked server and the recording of its classes, shared by all servers of this installation. */
    public Path preparedServer() {
        return artefacts.resolve("payara");
    }

    /** @throws StartRefused if the build did not leave this file */
    public Path artefact(String name) throws StartRefused {
        Path file = artefacts.resolve(name);
        if (!Files.isReadable(file)) {
            throw new StartRefused(ExitCode.BUILD, file + " is missing. Build it with: ./mvnw -DskipTests package");
        }
        return file;
    }
}
