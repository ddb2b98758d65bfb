package dev.sdpmcp.launcher.server;

import dev.sdpmcp.config.reading.ConfigurationKey;
import dev.sdpmcp.launcher.demo.DemoSimulator;
import dev.sdpmcp.launcher.setting.ExitCode;
import dev.sdpmcp.launcher.setting.InstallationLayout;
import dev.sdpmcp.launcher.setting.Settings;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Makes later starts fast: unpacks the server, then has it start, answer {@link TrainingCalls} and stop once while the JVM
 * records the classes that it loads and, from Java 25 on, how their methods run. A failure costs speed, not the start.
 */
public final class CdsTrainingRun {

    private static final Duration STEP_LIMIT = Duration.ofMinutes(5);
    private static final String PAYARA_MICRO = "payara-micro.jar";
    private static final String NO_LIMIT = "100000";
    private static final String REHEARSAL_KEY = "rehearsal-".repeat(4);

    private final InstallationLayout home;
    private final Consumer<String> complain;

    /** @param complain where to say that later starts will be slow */
    public CdsTrainingRun(InstallationLayout home, Consumer<String> complain) {
        this.home = home;
        this.complain = complain;
    }

    /** Unpacks and records anew; one process at a time. */
    public void run() throws StartRefused {
        try (FileChannel channel = lockFile()) {
            channel.lock();
            record(unpacked());
        } catch (IOException failed) {
            complain.accept("warning: starts will be slower than they could be (" + failed.getMessage() + ")");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether this installation, whose files never change, has a recording of this very JVM. */
    public boolean isCurrent() throws IOException {
        return new ServerProgram(home).isRecorded()
                && Files.exists(note())
                && Files.readString(note()).equals(jvm());
    }

    /** As {@link #run}, and writes down which JVM recorded. */
    public void runForThisJvm() throws IOException, StartRefused {
        run();
        if (Files.exists(recording())) {
            Files.writeString(note(), jvm());
        }
    }

    private Path recording() {
        return new ServerProgram(home).recording();
    }

    private Path note() {
        return home.preparedServer().resolve("recorded-by");
    }

    private static String jvm() {
        return String.join(
                " ",
                System.getProperty("java.home"),
                System.getProperty("java.vm.name"),
                System.getProperty("java.vm.version"));
    }

    /**
     * Unpacks the server for this installation, if that is not done yet; one process at a time.
     *
     * @throws StartRefused if it cannot be done
     */
    public void unpack() throws StartRefused {
        try (FileChannel channel = lockFile()) {
            channel.lock();
            unpacked();
        } catch (IOException failed) {
            throw new StartRefused(
                    ExitCode.SERVER,
                    "the server cannot be unpacked into " + home.artefacts() + " (" + failed.getMessage() + ").");
        }
    }

    private FileChannel lockFile() throws IOException {
        return FileChannel.open(
                home.artefacts().resolve(".preparation-lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** An installation in which another version was built before has the server of that version. */
    private UnpackedServer unpacked() throws IOException, StartRefused {
        UnpackedServer server = new UnpackedServer(home.preparedServer());
        if (!server.isOf(home.artefacts().resolve(PAYARA_MICRO))) {
            server.unpack(home.artefact(PAYARA_MICRO));
        }
        return server;
    }

    private void record(UnpackedServer server) throws IOException, InterruptedException, StartRefused {
        Path archive = recording();
        Path unfinished = server.folder().resolve(archive.getFileName() + ".unfinished");
        Path configuration = server.folder().resolve(archive.getFileName() + ".configuration");
        Path log = server.folder().resolve("rehearsal.log");
        Path data = Files.createTempDirectory("sdp-mcp-rehearsal");
        try {
            Files.deleteIfExists(archive);
            Files.deleteIfExists(log);
            if (ServerProgram.hasAheadOfTimeCache()) {
                // in two steps: in one, the assembly would have to end within the time that a server has to stop
                String configured = "-XX:AOTConfiguration=" + configuration;
                await(java(List.of("-XX:AOTMode=record", configured), List.of("--rehearse"), log, data), log);
                await(
                        java(
                                List.of("-XX:AOTMode=create", configured, "-XX:AOTCache=" + unfinished),
                                List.of(),
                                log,
                                data),
                        log);
            } else {
                await(java(List.of("-XX:ArchiveClassesAtExit=" + unfinished), List.of("--rehearse"), log, data), log);
            }
            Files.move(unfinished, archive, StandardCopyOption.REPLACE_EXISTING);
            new ServerProgram(home).noteRecording();
        } finally {
            Files.deleteIfExists(configuration);
            Folders.delete(data);
        }
    }

    private static void await(Process step, Path log) throws IOException, InterruptedException {
        if (!step.waitFor(STEP_LIMIT.toSeconds(), TimeUnit.SECONDS) || step.exitValue() != 0) {
            step.destroyForcibly();
            throw new IOException("the training run failed, see " + log);
        }
    }

    /** A server's JVM with these options more, which appends what it prints to the log. */
    private Process java(List<String> options, List<String> arguments, Path log, Path data)
            throws IOException, StartRefused {
        ServerProgram program = new ServerProgram(home);
        List<String> words = new ArrayList<>(program.options(List.of()));
        words.addAll(options);
        words.addAll(program.main());
        words.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(ServerProgram.java(words))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.matches("(SDP|SSE|LOG|OTEL|NOTIFY|WATCHDOG)_.*"));
        environment.putAll(values(data));
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return process;
    }

    /** A server of its own on a port of its own that talks to a demo desk and to nobody else. */
    private static Map<String, String> values(Path data) throws IOException {
        Settings settings = new Settings(Map.of(), Map.of());
        DemoSimulator.prescribe(settings, "http://127.0.0.1");
        settings.prescribe(ConfigurationKey.SDP_API_KEYS, REHEARSAL_KEY);
        settings.prescribe(ConfigurationKey.SSE_RATE_LIMIT_PER_MIN, NO_LIMIT);
        settings.prescribe(ConfigurationKey.SSE_RATE_LIMIT_PER_IP_PER_MIN, NO_LIMIT);
        settings.prescribe(ConfigurationKey.SSE_RATE_LIMIT_PER_KEY_PER_MIN, NO_LIMIT);
        settings.prescribe(ConfigurationKey.SDP_RATE_LIMIT_PER_MINUTE, NO_LIMIT);
        settings.prescribe(ConfigurationKey.SDP_DATA_DIR, data.toString());
        settings.prescribe(ConfigurationKey.SDP_HTTP_PORT, Integer.toString(freePort()));
        return settings.values();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
