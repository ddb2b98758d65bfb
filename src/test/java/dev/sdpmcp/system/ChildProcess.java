package dev.sdpmcp.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that a test started, with what it prints. Ended by its process id, never by name. */
final class ChildProcess implements AutoCloseable {

    private static final Duration FOR_ENDING = Duration.ofSeconds(60);
    /** What it printed last is read a moment after its end, or never if a child of its own keeps the pipe. */
    private static final Duration FOR_LAST_LINES = Duration.ofSeconds(10);

    private final Process process;
    /** With {@code LOG_FORMAT=json} the marked line is an object like all others. */
    private static final String IN_JSON = "\"message\":\"";

    private final Queue<String> output = new ConcurrentLinkedQueue<>();
    private final String mark;
    private final CompletableFuture<String> markedLine = new CompletableFuture<>();
    private final Thread reader;

    private ChildProcess(Process process, String mark) {
        this.process = process;
        this.mark = mark;
        this.reader = new Thread(this::readOutput, "output-of-" + process.pid());
    }

    /**
     * @param mark beginning of the line that the program prints when it serves
     * @param environment added to ours; variables of ours that configure the product are taken away first
     */
    static ChildProcess start(Path folder, String mark, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(Redirect.PIPE);
        builder.environment().keySet().removeIf(name -> name.startsWith("SDP_") || name.startsWith("SSE_"));
        builder.environment().putAll(environment);
        try {
            ChildProcess child = new ChildProcess(builder.start(), mark);
            child.reader.setDaemon(true);
            child.reader.start();
            return child;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private void readOutput() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                String said = line.startsWith("{") && line.contains(IN_JSON + mark)
                        ? Json.parse(line).path("message").asText()
                        : line;
                if (said.startsWith(mark)) {
                    markedLine.complete(said.substring(mark.length()).strip());
                }
            }
            markedLine.completeExceptionally(new IllegalStateException("the program ended:\n" + output()));
        } catch (IOException broken) {
            markedLine.completeExceptionally(broken);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Waits for the marked line; returns what follows the mark. */
    String awaitMark(Duration atMost) {
        return markedLine.orTimeout(atMost.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    String output() {
        return String.join("\n", output);
    }

    /** What it has printed so far, line by line, without a copy. */
    Stream<String> lines() {
        return output.stream();
    }

    /** Sends SIGTERM and returns at once. */
    void terminate() {
        process.destroy();
    }

    /** Sends SIGKILL and waits until the process is gone. */
    void kill() {
        process.destroyForcibly();
        awaitEnd(FOR_ENDING);
    }

    /** Waits for the end and for the last of what it printed; returns the exit code. */
    int awaitExit(Duration atMost) {
        awaitEnd(atMost);
        try {
            reader.join(FOR_LAST_LINES.toMillis());
        } catch (InterruptedException hurried) {
            throw new AssertionError(hurried);
        }
        return process.exitValue();
    }

    private void awaitEnd(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("process " + pid() + " did not end:\n" + output());
            }
        } catch (InterruptedException hurried) {
            throw new AssertionError(hurried);
        }
    }

    @Override
    public void close() {
        terminate();
        try {
            if (!process.waitFor(FOR_ENDING.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
