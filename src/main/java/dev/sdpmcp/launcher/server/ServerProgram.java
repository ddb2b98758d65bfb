package dev.sdpmcp.launcher.server;

import dev.sdpmcp.launcher.setting.ExitCode;
import dev.sdpmcp.launcher.setting.InstallationLayout;
import dev.sdpmcp.launcher.setting.StartRefused;
import dev.sdpmcp.text.Excerpt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Command line of a JVM that runs this installation from any folder, as in start-sse.sh.
 *
 * @param home the installation
 */
public record ServerProgram(InstallationLayout home) {

    private static final String LAUNCHER_JAR = "sdp-mcp-launcher.jar";
    private static final Pattern COLLECTOR = Pattern.compile("-XX:\\+Use[A-Za-z0-9]*GC");
    private static final int AOT_CACHE_SINCE = 25;
    private static final Duration CHECK_LIMIT = Duration.ofMinutes(1);
    private static final int MAX_REASON = 1_000;
    private static final String BOILERPLATE = "Error: (Could not create the|A fatal exception).*";
    private static final String LAUNCHER = "dev.sdpmcp.launcher.Launcher";

    /**
     * JVM options of a server.
     *
     * @param more options that will follow; a garbage collector among these replaces the default, since a JVM with two
     *     does not start
     */
    public List<String> options(List<String> more) {
        List<String> files = new ArrayList<>(List.of("jvm.options", "heap.options"));
        if (hasAotCache()) {
            files.add("jvm-25.options");
        }
        if (more.stream().noneMatch(option -> COLLECTOR.matcher(option).matches())) {
            files.add("collector.options");
        }
        return files.stream()
                .map(file -> "@" + home.domainConfig().resolve(file))
                .toList();
    }

    /** Whether this JVM has the AOT cache with method profiles (JEP 514 and 515). */
    static boolean hasAotCache() {
        return Runtime.version().feature() >= AOT_CACHE_SINCE;
    }

    /** The recording of a training run; need not exist. */
    public Path recording() {
        return home.preparedServer().resolve(hasAotCache() ? "server.aot" : "classes.jsa");
    }

    /**
     * Whether there is a recording that was made in this folder. The JVM would accept one of another folder, but Payara
     * would then read its files there.
     */
    boolean isRecorded() {
        try {
            return Files.isReadable(recording())
                    && Files.readString(recordedIn()).equals(artefacts());
        } catch (IOException unknown) {
            return false;
        }
    }

    /** Stores this folder as the recordedIn of the recording. */
    void markRecorded() throws IOException {
        Files.writeString(recordedIn(), artefacts());
    }

    private Path recordedIn() {
        return home.preparedServer().resolve("recorded-in");
    }

    private String artefacts() throws IOException {
        return home.artefacts().toRealPath().toString();
    }

    /** The JVM option for the recording, if there is one. */
    public List<String> recordingOption() {
        String option = hasAotCache() ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=";
        return isRecorded() ? List.of(option + recording()) : List.of();
    }

    /** Class path and main class of a server; refuses an incomplete installation. */
    public List<String> main() throws StartRefused {
        Path server = new UnpackedServer(home.preparedServer()).jar();
        return List.of("-cp", server + System.getProperty("path.separator") + home.artefact(LAUNCHER_JAR), LAUNCHER);
    }

    /** JVM options, class path and main class of a command; refuses an incomplete installation. */
    public List<String> command() throws StartRefused {
        String logging =
                "-Djava.util.logging.config.file=" + home.domainConfig().resolve("logging.properties");
        List<String> words = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", logging));
        words.add("-Dsun.net.http.retryPost=false");
        words.addAll(List.of("-cp", home.artefact(LAUNCHER_JAR).toString(), LAUNCHER));
        return words;
    }

    /**
     * Checks the options of {@code SDP_JAVA_OPTS}, as in start-sse.sh: starts a JVM with them and {@code -version}.
     *
     * @param own options of the variable; not logged, since they may contain a password
     * @throws StartRefused with the output of the JVM, if it does not start
     */
    public void check(List<String> own) throws StartRefused, IOException, InterruptedException {
        // a JVM that waits for a debugger would block
        if (own.isEmpty() || own.stream().anyMatch(option -> option.contains("jdwp"))) {
            return;
        }
        List<String> words = new ArrayList<>(options(own));
        words.addAll(own);
        words.add("-version");
        Path output = Files.createTempFile("sdp-mcp-java", ".txt");
        try {
            Process trial = new ProcessBuilder(java(words))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!succeeds(trial, CHECK_LIMIT)) {
                String reason = Files.readString(output)
                        .lines()
                        .filter(line -> !line.matches(BOILERPLATE))
                        .map(String::strip)
                        .collect(Collectors.joining(" "));
                throw ExitCode.CONFIGURATION.refusal("the JVM does not start with SDP_JAVA_OPTS ("
                        + Excerpt.start(reason, MAX_REASON) + "). Correct that variable.");
            }
        } finally {
            Files.delete(output);
        }
    }

    /** Whether a process ends in time with exit code 0; otherwise it is killed. */
    static boolean succeeds(Process process, Duration limit) throws InterruptedException {
        try {
            return process.waitFor(limit.toSeconds(), TimeUnit.SECONDS) && process.exitValue() == 0;
        } finally {
            process.destroyForcibly();
        }
    }

    /** A command line with the java program of this JVM. */
    public static List<String> java(List<String> words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(words);
        return command;
    }
}
