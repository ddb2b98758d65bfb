package dev.sdpmcp.launcher.setting;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Paths of an installation: the folder of start-sse.sh, or that of an unpacked sdp-mcp.jar, with the artefacts in
 * {@code target}.
 *
 * @param folder the folder that holds domain-config
 * @param artefacts the folder of the launcher's jar
 * @param dotEnv the settings file; need not exist
 */
public record InstallationLayout(Path folder, Path artefacts, Path dotEnv) {

    /** System property: path of the settings file, if it is not in the folder. */
    public static final String DOT_ENV_PROPERTY = "dev.sdpmcp.dotenv";

    private static final String DOT_ENV = ".env";

    /**
     * The installation in a folder, with the settings file of the folder {@code settings} unless another one is
     * configured.
     */
    public static InstallationLayout in(Path folder, Path settings) {
        return new InstallationLayout(folder, folder.resolve("target"), dotEnvIn(settings));
    }

    /** The installation of this program. */
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
     * The jar of this class, as found by its class loader. Its code source may be wrong: for a class of a recording it
     * is the path at the time of the recording.
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

    /** Folder of the unpacked server and the recording, shared by all servers of this installation. */
    public Path preparedServer() {
        return artefacts.resolve("payara");
    }

    /** @throws StartRefused if the file is missing */
    public Path artefact(String name) throws StartRefused {
        Path file = artefacts.resolve(name);
        if (!Files.isReadable(file)) {
            throw ExitCode.BUILD.refusal(file + " is missing. Build it with: ./mvnw -DskipTests package");
        }
        return file;
    }
}
