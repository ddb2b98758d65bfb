package dev.sdpmcp.launcher.server;

import dev.sdpmcp.launcher.setting.ExitCode;
import dev.sdpmcp.launcher.setting.InstallationLayout;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Runner of commands of the application in this process, without a server. Loads the classes of the WAR, and JPA and
 * the REST client from the jars of the unpacked server.
 */
public final class ApplicationCommand {

    private static final String ENTRY = "dev.sdpmcp.command.Commands";
    private static final String CLASSES = "WEB-INF/classes/";
    private static final String LIBRARIES = "WEB-INF/lib/";

    private final UnpackedServer server;
    private final Path war;

    /** @throws StartRefused if the installation is incomplete */
    public ApplicationCommand(InstallationLayout home, Path dataFolder) throws StartRefused {
        this.server = UnpackedServer.of(home, dataFolder);
        this.war = home.artefact("sdp-mcp.war");
    }

    /**
     * Runs a command.
     *
     * @param values the variables that are set
     * @return the exit code
     */
    public int run(String name, @Nullable String argument, Map<String, String> values, PrintStream out, PrintStream err)
            throws StartRefused {
        return withCommands(commands -> (Integer)
                commands.getMethod("run", String.class, String.class, Map.class, PrintStream.class, PrintStream.class)
                        .invoke(null, name, argument, values, out, err));
    }

    /**
     * Runs the doctor.
     *
     * @param home the installation to examine
     * @param form options of the report
     * @param problems problems with reading {@code .env}
     * @param values all variables with a prefix of this server
     * @return the exit code
     */
    public int examine(
            InstallationLayout home,
            Set<String> form,
            List<String> problems,
            Map<String, String> values,
            PrintStream out)
            throws StartRefused {
        return withCommands(commands -> (Integer) commands.getMethod(
                        "examine", Path.class, Path.class, Set.class, List.class, Map.class, PrintStream.class)
                .invoke(null, home.folder(), home.dotEnv(), form, problems, values, out));
    }

    /**
     * Checks the database and the refresh token before a server starts. Leaves nothing open and changes nothing.
     *
     * @param values the variables that are set
     * @throws StartRefused with the first problem
     */
    public void checkStart(Map<String, String> values) throws StartRefused {
        Map<?, ?> problems = withCommands(commands ->
                (Map<?, ?>) commands.getMethod("checkStart", Map.class).invoke(null, values));
        for (Map.Entry<?, ?> problem : problems.entrySet()) {
            throw ExitCode.valueOf(problem.getValue().toString())
                    .refusal(problem.getKey().toString());
        }
    }

    private interface Entry<T> {
        T call(Class<?> commands) throws ReflectiveOperationException;
    }

    private <T> T withCommands(Entry<T> entry) throws StartRefused {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try {
            Path unpacked = Files.createTempDirectory("sdp-mcp-command");
            try (URLClassLoader loader = loader(unpacked)) {
                Thread.currentThread().setContextClassLoader(loader);
                return entry.call(loader.loadClass(ENTRY));
            } finally {
                Thread.currentThread().setContextClassLoader(before);
                Folders.delete(unpacked);
            }
        } catch (InvocationTargetException failed) {
            throw ExitCode.NO.refusal("the command failed: " + failed.getTargetException() + ".");
        } catch (IOException | ReflectiveOperationException broken) {
            throw ExitCode.BUILD.refusal(war + " cannot be read (" + broken.getMessage() + "). Build it again.");
        }
    }

    /** The WAR first, since the server has older versions of some libraries. */
    private URLClassLoader loader(Path unpacked) throws IOException {
        List<URL> urls = new ArrayList<>();
        // created first: the URL of a missing folder would have no trailing slash
        urls.add(Files.createDirectories(unpacked.resolve(CLASSES)).toUri().toURL());
        try (JarFile archive = new JarFile(war.toFile())) {
            for (JarEntry entry :
                    archive.stream().filter(ApplicationCommand::isCode).toList()) {
                Path file = unpacked.resolve(entry.getName()).normalize();
                if (file.startsWith(unpacked)) {
                    Files.createDirectories(file.resolveSibling(""));
                    try (InputStream content = archive.getInputStream(entry)) {
                        Files.copy(content, file);
                    }
                    if (entry.getName().startsWith(LIBRARIES)) {
                        urls.add(file.toUri().toURL());
                    }
                }
            }
        }
        urls.add(server.jar().toUri().toURL());
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static boolean isCode(JarEntry entry) {
        return !entry.isDirectory()
                && (entry.getName().startsWith(CLASSES) || entry.getName().startsWith(LIBRARIES));
    }
}
