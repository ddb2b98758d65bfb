package dev.sdpmcp.launcher.demo;

import dev.sdpmcp.config.reading.ConfigurationKey;
import dev.sdpmcp.launcher.server.ServerProgram;
import dev.sdpmcp.launcher.setting.ExitCode;
import dev.sdpmcp.launcher.setting.Settings;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The demo desk: sdp-simulator.jar as a child process on a loopback port, which ends with this process. Thread-safe.
 */
public final class DemoSimulator {

    private static final String READY = "simulator ready: ";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(3);

    /** Credentials of the demo only. */
    private static final String CLIENT_ID = "1000.DEMO0DESK0OF0SDP0MCP";

    private static final String CLIENT_SECRET = "demo-desk-of-sdp-mcp";
    private static final String REFRESH_TOKEN = "1000.demo-desk.of-sdp-mcp";
    private static final String INSTANCE = "itdesk";

    private final Process process;
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private volatile boolean stopping;

    private DemoSimulator(Process process) {
        this.process = process;
    }

    /**
     * Starts the desk and waits until it is ready.
     *
     * @param jar sdp-simulator.jar
     * @param onExit runs on a separate thread when the desk ends without {@link #stop}
     * @throws StartRefused if it ends or is not ready within a minute
     */
    public static DemoSimulator start(Path jar, Runnable onExit) throws StartRefused {
        try {
            DemoSimulator desk = new DemoSimulator(new ProcessBuilder(command(jar))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
            Thread.ofPlatform().daemon().name("demo-desk-output").start(() -> desk.listen(onExit));
            desk.await();
            return desk;
        } catch (IOException failed) {
            throw ExitCode.DEMO_DESK.refusal("the demo desk did not start: " + failed.getMessage());
        }
    }

    private static List<String> command(Path jar) {
        // small and quick to start
        List<String> words = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx192m"));
        words.addAll(List.of("-jar", jar.toString(), "--port", "0", "--exit-with-parent", "--portal", INSTANCE));
        words.addAll(List.of("--client-id", CLIENT_ID, "--client-secret", CLIENT_SECRET));
        words.addAll(List.of("--refresh-token", REFRESH_TOKEN));
        return ServerProgram.java(words);
    }

    /** Reads all output of the desk, which would otherwise block on a full pipe. */
    private void listen(Runnable onExit) {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(READY)) {
                    ready.complete(line.substring(READY.length()).strip());
                }
            }
        } catch (IOException broken) {
            ready.completeExceptionally(broken);
        }
        boolean wasReady = !ready.completeExceptionally(new IOException("it ended before it was ready"));
        if (wasReady && !stopping) {
            onExit.run();
        }
    }

    private void await() throws StartRefused {
        String reason;
        try {
            ready.get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            return;
        } catch (ExecutionException failed) {
            reason = failed.getMessage();
        } catch (TimeoutException late) {
            reason = "no answer within " + START_LIMIT.toSeconds() + " s";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            reason = "interrupted";
        }
        process.destroyForcibly();
        throw ExitCode.DEMO_DESK.refusal("the demo desk did not start: " + reason + ". See its output above.");
    }

    /** Base URL of the desk. */
    public String url() {
        return ready.join();
    }

    /** Overrides the settings of the server with a desk at this URL. */
    public static void overrideSettings(Settings settings, String url) {
        settings.override(ConfigurationKey.SDP_BASE_URL, url);
        settings.override(ConfigurationKey.SDP_ACCOUNTS_URL, url);
        settings.override(ConfigurationKey.SDP_CLIENT_ID, CLIENT_ID);
        settings.override(ConfigurationKey.SDP_CLIENT_SECRET, CLIENT_SECRET);
        settings.override(ConfigurationKey.SDP_REFRESH_TOKEN, REFRESH_TOKEN);
        settings.override(ConfigurationKey.SDP_INSTANCE_NAME, INSTANCE);
    }

    /** Stops the desk and waits for its end, by force after a timeout. */
    public void stop() throws InterruptedException {
        stopping = true;
        process.destroy();
        if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
