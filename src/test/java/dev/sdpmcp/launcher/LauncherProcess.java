package dev.sdpmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The real program in a process of its own, with what it prints. Ends the process when closed. */
final class LauncherProcess implements AutoCloseable {

    static final String KEY = "0123456789abcdef0123456789abcdef";
    /** The first start after a build prepares the installation. */
    private static final Duration START_LIMIT = Duration.ofMinutes(8);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final Duration HANG_UP = Duration.ofSeconds(2);
    private static final Duration LAST_LINES = Duration.ofSeconds(10);

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader = new Thread(this::read, "launcher-output");

    private LauncherProcess(Process process) {
        this.process = process;
        reader.setDaemon(true);
        reader.start();
    }

    /** The script, as a user runs it. */
    static LauncherProcess script(Map<String, String> environment, String... options) throws IOException {
        return start(List.of(Path.of("start-sse.sh").toAbsolutePath().toString()), environment, options);
    }

    /** The program behind the script, which skips building and preparing. */
    static LauncherProcess jar(Map<String, String> environment, String... options) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String jar = Path.of("target", "sdp-mcp-launcher.jar").toAbsolutePath().toString();
        return start(List.of(java, "-jar", jar), environment, options);
    }

    private static LauncherProcess start(List<String> program, Map<String, String> environment, String... options)
            throws IOException {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.matches("(SDP|SSE|LOG)_.*"));
        builder.environment().putAll(environment);
        return new LauncherProcess(builder.start());
    }

    private void read() {
        try (BufferedReader output = process.inputReader()) {
            output.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException ended) {
            lines.add("(output ended: " + ended.getMessage() + ")");
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** What stands after this prefix in the first line that has it. */
    Optional<String> after(String prefix) {
        return lines.stream()
                .map(LauncherProcess::said)
                .filter(line -> line.startsWith(prefix))
                .findFirst()
                .map(line -> line.substring(prefix.length()));
    }

    /** With {@code LOG_FORMAT=json} it is the message of an object. */
    private static String said(String line) {
        return line.replaceFirst("^\\{.*\"message\":\"(.*)\"}$", "$1");
    }

    void awaitReady() {
        await().atMost(START_LIMIT).until(() -> after("ready: ").isPresent() || !process.isAlive());
        assertThat(process.isAlive()).as(String.join("\n", lines)).isTrue();
    }

    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    /** Sends SIGHUP, which has arrived when this returns. */
    void hangUp() throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
        assertThat(process.waitFor(HANG_UP.toMillis(), TimeUnit.MILLISECONDS))
                .as("ended by SIGHUP")
                .isFalse();
    }

    /** Sends SIGTERM and returns the exit code. */
    int terminate() throws InterruptedException {
        // that of Process closes its output, too, and the last lines with it
        process.toHandle().destroy();
        assertThat(process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS))
                .as("stopped within %s", STOP_LIMIT)
                .isTrue();
        return exitValue();
    }

    /** Waits for the end that the program finds by itself, and returns the exit code. */
    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return exitValue();
    }

    /** When what it printed last is there too, unless a child of its own keeps the pipe. */
    private int exitValue() throws InterruptedException {
        reader.join(LAST_LINES.toMillis());
        return process.exitValue();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
