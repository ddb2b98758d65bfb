package dev.sdpmcp.launcher.server;

import dev.sdpmcp.launcher.setting.InstallationLayout;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The command line of a JVM that runs this installation from whatever folder, as start-sse.sh writes it for its own.
 *
 * @param home the installation
 */
public record ServerProgram(InstallationLayout home) {

    private static final String LAUNCHER_JAR = "sdp-mcp-launcher.jar";
    private static final Pattern COLLECTOR = Pattern.compile("-XX:\\+Use[A-Za-z0-9]*GC");
    private static final int AHEAD_OF_TIME_SINCE = 25;
    private static final String LAUNCHER = "dev.sdpmcp.launcher.Launcher";

    /**
     * Options of the JVM for a server.
     *
     * @param more options that will follow them; a collector among these takes the place of the usual one, since a JVM that is
     *     given two does not start
     */
    public List<String> options(List<String> more) {
        List<String> files = new ArrayList<>(List.of("jvm.options", "heap.options"));
        if (hasAheadOfTimeCache()) {
            files.add("jvm-25.options");
        }
        if (more.stream().noneMatch(option -> COLLECTOR.matcher(option).matches())) {
            files.add("collector.options");
        }
        return files.stream()
                .map(file -> "@" + home.domainConfig().resolve(file))
                .toList();
    }

    /** Whether this Java has the ahead-of-time cache with method profiles (JEP 514 and 515), which records more than classes. */
    static boolean hasAheadOfTimeCache() {
        return Runtime.version().feature() >= AHEAD_OF_TIME_SINCE;
    }

    /** The recording of a training run; need not exist. Its name says which kind it is. */
    public Path recording() {
        return home.preparedServer().resolve(hasAheadOfTimeCache() ? "server.aot" : "classes.jsa");
    }

    /**
     * Whether there is a recording that was made in this folder. The JVM accepts one of another folder, and then names that folder as the
     * source of its classes: Payara does not boot if the folder is gone, and otherwise reads the files there.
     */
    boolean isRecorded() {
        try {
            return Files.isReadable(recording()) && Files.readString(place()).equals(artefacts());
        } catch (IOException unknown) {
            return false;
        }
    }

    /** Writes down that the recording was made here. */
    void noteRecording() throws IOException {
        Files.writeString(place(), artefacts());
    }

    private Path place() {
        return home.preparedServer().resolve("recorded-in");
    }

    private String artefacts() throws IOException {
        return home.artefacts().toRealPath().toString();
    }

    /** The option that uses the recording, if there is one. */
    public List<String> recorded() {
        String option = hasAheadOfTimeCache() ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=";
        return isRecorded() ? List.of(option + recording()) : List.of();
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
