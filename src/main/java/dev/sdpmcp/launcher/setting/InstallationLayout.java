package dev.sdpmcp.launcher.setting;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Where this installation's files are: the folder of start-sse.sh, or the one that sdp-mcp.jar was unpacked into, with the
 * artefacts in {@code target} below it.
 *
 * @param folder the folder that holds domain-config
 * @param artefacts the folder of the launcher's own jar
 * @param dotEnv the file of settings; need not exist
 */
public record InstallationLayout(Path folder, Path artefacts, Path dotEnv) {

    /** System property: where the file of settings is, if not in the folder. */
    public static final String DOT_ENV_PROPERTY = "dev.sdpmcp.dotenv";

    private static final String DOT_ENV = ".env";

    /** An installation in this folder, with the settings of the folder {@code settings} unless another file was named. */
    public static InstallationLayout in(Path folder, Path settings) {
        return new InstallationLayout(folder, folder.resolve("target"), dotEnvIn(settings));
    }

    /** The installation that holds the jar of this class. */
    public static InstallationLayout ofThisProgram() {
        Path artefacts = folderOf(ownJar());
        Path folder = folderOf(artefacts);
        return new InstallationLayout(folder, artefacts, dotEnvIn(folder));
    }

    private static Path dotEnvIn(Path folder) {
        return Path.of(
                System.getProperty(DOT_ENV_PROPERTY, folder.resolve(DOT_ENV).toString()));
    }

    /**
     * The jar of this class, as its loader finds it. Not as its code source names it: for a class of a recording that is where it was
     * recorded, also after the installation was moved.
     */
    public static Path ownJar() {
        String name = "/" + InstallationLayout.class.getName().replace('.', '/') + ".class";
        String url = Objects.requireNonNull(InstallationLayout.class.getResource(name))
                .toString();
        String jar = url.substring(0, url.length() - name.length())
                .replaceFirst("^jar:", "")
                .replaceFirst("!$", "");
        return Path.of(URI.create(jar)).toAbsolutePath().normalize();
    }

    private static Path folderOf(Path file) {
        Path folder = file.getParent();
        return folder == null ? file : folder;
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
