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
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Training run for a CDS archive or, from Java 25 on, an AOT cache with method profiles, which make later starts fast:
 * unpacks the server, starts it, runs {@link TrainingCalls} and stops it. Without a recording starts are only slower.
 *
 * @param warn receives a message if later starts will be slow
 */
public record CdsTrainingRun(InstallationLayout home, Consumer<String> warn) {

    /** Read by the application, which loads no class that the training does not use. */
    private static final String TRAINING = "-Ddev.sdpmcp.training=true";

    private static final Duration STEP_LIMIT = Duration.ofMinutes(5);
    private static final String PAYARA_MICRO = "payara-micro.jar";
    private static final String NO_LIMIT = "100000";
    private static final String TRAINING_KEY = "rehearsal-".repeat(4);

    /** Unpacks the server and makes a new recording; one process at a time. */
    public void run() throws StartRefused {
        try (FileChannel channel = lockFile()) {
            channel.lock();
            record(unpacked());
        } catch (IOException failed) {
            warn.accept("warning: starts will be slow, since there is no recording (" + failed.getMessage() + ")");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Whether the recording of this installation was made with this JVM; only for an installation that never changes.
     */
    public boolean isCurrent() throws IOException {
        return new ServerProgram(home).isRecorded()
                && Files.exists(jvmFile())
                && Files.readString(jvmFile()).equals(jvm());
    }

    /** Like {@link #run}, and stores the JVM for {@link #isCurrent}. */
    public void runForThisJvm() throws IOException, StartRefused {
        run();
        if (Files.exists(new ServerProgram(home).recording())) {
            Files.writeString(jvmFile(), jvm());
        }
    }

    private Path jvmFile() {
        return home.preparedServer().resolve("recorded-by");
    }

    private static String jvm() {
        return Stream.of("java.home", "java.vm.name", "java.vm.version")
                .map(System::getProperty)
                .collect(Collectors.joining(" "));
    }

    /**
     * Unpacks the server unless that is done; one process at a time.
     *
     * @throws StartRefused if it cannot be unpacked
     */
    public void unpack() throws StartRefused {
        try (FileChannel channel = lockFile()) {
            channel.lock();
            unpacked();
        } catch (IOException failed) {
            throw ExitCode.SERVER.refusal(
                    "the server cannot be unpacked into " + home.artefacts() + " (" + failed.getMessage() + ").");
        }
    }

    private FileChannel lockFile() throws IOException {
        return FileChannel.open(
                home.artefacts().resolve(".preparation-lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** Also replaces the server of an earlier build. */
    private UnpackedServer unpacked() throws IOException, StartRefused {
        UnpackedServer server = new UnpackedServer(home.preparedServer());
        if (!server.isOf(home.artefacts().resolve(PAYARA_MICRO))) {
            server.unpack(home.artefact(PAYARA_MICRO));
        }
        return server;
    }

    private void record(UnpackedServer server) throws IOException, InterruptedException, StartRefused {
        Path archive = new ServerProgram(home).recording();
        Path unfinished = server.folder().resolve(archive.getFileName() + ".unfinished");
        Path configuration = server.folder().resolve(archive.getFileName() + ".configuration");
        Path log = server.folder().resolve("rehearsal.log");
        Path data = Files.createTempDirectory("sdp-mcp-rehearsal");
        try {
            Files.deleteIfExists(archive);
            Files.deleteIfExists(log);
            if (ServerProgram.hasAotCache()) {
                // in two steps, since the assembly takes longer than a server may take to stop
                String configured = "-XX:AOTConfiguration=" + configuration;
                run(List.of("-XX:AOTMode=record", configured, TRAINING), List.of("--rehearse"), log, data);
                run(List.of("-XX:AOTMode=create", configured, "-XX:AOTCache=" + unfinished), List.of(), log, data);
            } else {
                run(List.of("-XX:ArchiveClassesAtExit=" + unfinished, TRAINING), List.of("--rehearse"), log, data);
            }
            Files.move(unfinished, archive, StandardCopyOption.REPLACE_EXISTING);
            new ServerProgram(home).markRecorded();
        } finally {
            Files.deleteIfExists(configuration);
            Folders.delete(data);
        }
    }

    /** Runs the JVM of a server with further options; its output is appended to the log. */
    private void run(List<String> options, List<String> arguments, Path log, Path data)
            throws IOException, InterruptedException, StartRefused {
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
        environment.putAll(trainingSettings(data));
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        if (!ServerProgram.succeeds(process, STEP_LIMIT)) {
            throw new IOException("the training run failed, see " + log);
        }
    }

    /** Settings of a server on a free port that uses only the demo desk. */
    private static Map<String, String> trainingSettings(Path data) throws IOException {
        Settings settings = new Settings(Map.of(), Map.of());
        DemoSimulator.overrideSettings(settings, "http://127.0.0.1");
        settings.override(ConfigurationKey.SDP_API_KEYS, TRAINING_KEY);
        settings.override(ConfigurationKey.SSE_RATE_LIMIT_PER_MIN, NO_LIMIT);
        settings.override(ConfigurationKey.SSE_RATE_LIMIT_PER_IP_PER_MIN, NO_LIMIT);
        settings.override(ConfigurationKey.SSE_RATE_LIMIT_PER_KEY_PER_MIN, NO_LIMIT);
        settings.override(ConfigurationKey.SDP_RATE_LIMIT_PER_MINUTE, NO_LIMIT);
        settings.override(ConfigurationKey.SDP_DATA_DIR, data.toString());
        settings.override(ConfigurationKey.SDP_HTTP_PORT, Integer.toString(freePort()));
        return settings.values();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
