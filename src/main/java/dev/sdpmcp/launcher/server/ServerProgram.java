package dev.sdpmcp.launcher.server;

import dev.sdpmcp.launcher.setting.Home;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a JVM that runs this installation from whatever folder, as start-sse.sh writes it for its own.
 *
 * @param home the installation
 */
public record ServerProgram(Home home) {

    private static final String LAUNCHER_JAR = "sdp-mcp-launcher.jar";
    private static final String LAUNCHER = "dev.sdpmcp.launcher.Launcher";

    /** Options of the JVM for a server; more may follow. */
    public List<String> options() {
        Path folder = home.domainConfig();
        return List.of(
                "@" + folder.resolve("jvm.options"),
                "@" + folder.resolve("heap.options"),
                // jvm.options names it as seen from the installation; the later one wins
                "-XX:CompilerDirectivesFile=" + folder.resolve("compiler-directives.json"));
    }

    /** The recording of the server's classes; need not exist. */
    public Path recording() {
        return home.preparedServer().resolve("classes.jsa");
    }

    /** The option that uses the recording, if there is one. */
    public List<String> recorded() {
        return Files.isReadable(recording()) ? List.of("-XX:SharedArchiveFile=" + recording()) : List.of();
    }

    /**
     * Class path and main class of a server.
     *
     * @throws StartRefused if the installation is incomplete
     */
    public List<String> main() throws StartRefused {
        Path server = new UnpackedServer(home.preparedServer()).jar();
        return List.of("-cp", server + System.getProperty("path.separator") + home.artefact(LAUNCHER_JAR), LAUNCHER);
    }

    /**
     * Options, class path and main class of a command, which needs no server.
     *
     * @throws StartRefused if the installation is incomplete
     */
    public List<String> command() throws StartRefused {
        return List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dsun.net.http.retryPost=false",
                "-Djava.util.logging.config.file=" + home.domainConfig().resolve("logging.properties"),
                "-cp",
                home.artefact(LAUNCHER_JAR).toString(),
                LAUNCHER);
    }

    /** The JDK that runs this program, and these words after it. */
    public static List<String> java(List<String> words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(words);
        return command;
    }
}
