package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** A server of the kind of this run that the tests started, as a user would, with a demo desk of its own behind it. */
final class OwnServer implements AutoCloseable {

    /** Limits that no test of the shared server meets. */
    static final Map<String, String> ROOMY = Map.of(
            "SSE_RATE_LIMIT_PER_IP_PER_MIN", "10000000",
            "SSE_RATE_LIMIT_PER_KEY_PER_MIN", "10000000",
            "SSE_MAX_CONNECTIONS_PER_IP", "2000",
            "SSE_MAX_CONNECTIONS_PER_KEY", "2000",
            "SSE_MAX_TOTAL_CONNECTIONS", "2000",
            "SSE_RATE_LIMIT_PER_MIN", "1000000",
            "SDP_RATE_LIMIT_PER_MINUTE", "100000",
            "SSE_KEEPALIVE_INTERVAL", "2000");

    private static final Duration START = Duration.ofMinutes(8);
    private static final Path PROJECT =
            Path.of(System.getProperty("sdp.project", "")).toAbsolutePath();
    private static final Path START_LOCK = PROJECT.resolve("target/tests.start-lock");
    static final String KEY = "key-of-ann-0123456789abcdef0123456789abcdef";
    static final String OTHER_KEY = "key-of-bob-fedcba9876543210fedcba9876543210";

    private Optional<ChildProcess> desk;
    private ChildProcess server;
    private final Path dataFolder;
    private final Map<String, String> environment;
    private final Target target;

    private OwnServer(
            Optional<ChildProcess> desk,
            ChildProcess server,
            Path dataFolder,
            Map<String, String> environment,
            Target target) {
        this.desk = desk;
        this.server = server;
        this.dataFolder = dataFolder;
        this.environment = environment;
        this.target = target;
    }

    /** Starts both and returns when clients may come. */
    static OwnServer start(Map<String, String> settings) {
        return start(settings, ServerKind.ofThisRun()::start);
    }

    /** The same with another command, from another folder. */
    static OwnServer start(Map<String, String> settings, Path folder, List<String> command) {
        return start(settings, environment -> ChildProcess.start(folder, "ready:", environment, command));
    }

    /** Starts a server for a help desk that is there already. */
    static OwnServer startAt(URI desk, Map<String, String> settings) {
        return start(Optional.empty(), desk, settings, ServerKind.ofThisRun()::start);
    }

    private static OwnServer start(Map<String, String> settings, Function<Map<String, String>, ChildProcess> starting) {
        ChildProcess desk = startDesk(0);
        return start(Optional.of(desk), URI.create(desk.awaitMark(START)), settings, starting);
    }

    /** One at a time, among all processes of the tests: the first start after a build prepares the installation. */
    private static synchronized OwnServer start(
            Optional<ChildProcess> desk,
            URI deskAddress,
            Map<String, String> settings,
            Function<Map<String, String>, ChildProcess> starting) {
        try (FileChannel channel = FileChannel.open(START_LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            return startAlone(desk, deskAddress, settings, starting);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static OwnServer startAlone(
            Optional<ChildProcess> desk,
            URI deskAddress,
            Map<String, String> settings,
            Function<Map<String, String>, ChildProcess> starting) {
        Path dataFolder = TemporaryFolder.make("sdp-mcp-suite");
        Map<String, String> environment = environment(deskAddress, dataFolder, settings);
        ChildProcess server = starting.apply(environment);
        try {
            URI base = URI.create(server.awaitMark(START)).resolve("/");
            Simulator simulator = new Simulator(deskAddress);
            OptionalLong pid = OptionalLong.of(server.pid());
            Target target = new Target(base, KEY, Optional.of(OTHER_KEY), Optional.of(simulator), pid);
            return new OwnServer(desk, server, dataFolder, Map.copyOf(environment), target);
        } catch (RuntimeException refused) {
            server.close();
            desk.ifPresent(ChildProcess::close);
            TemporaryFolder.delete(dataFolder);
            throw refused;
        }
    }

    static ChildProcess startDesk(int port) {
        return ChildProcess.start(
                PROJECT,
                "simulator ready:",
                Map.of(),
                List.of(
                        java(),
                        "-Xmx256m",
                        "-jar",
                        PROJECT.resolve("target/sdp-simulator.jar").toString(),
                        "--exit-with-parent",
                        "--port",
                        Integer.toString(port),
                        "--client-id",
                        "suite",
                        "--client-secret",
                        "suite-secret",
                        "--refresh-token",
                        "suite-refresh"));
    }

    private static Map<String, String> environment(URI desk, Path dataFolder, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "SDP_HTTP_PORT",
                Integer.toString(FreePort.pick()),
                "SDP_API_KEYS",
                "ann:" + KEY + ",bob:" + OTHER_KEY,
                "SDP_CLIENT_ID",
                "suite",
                "SDP_CLIENT_SECRET",
                "suite-secret",
                "SDP_REFRESH_TOKEN",
                "suite-refresh",
                "SDP_INSTANCE_NAME",
                "itdesk",
                "SDP_BASE_URL",
                desk.toString(),
                "SDP_ACCOUNTS_URL",
                desk.toString(),
                "SDP_DATA_DIR",
                dataFolder.toString()));
        environment.putAll(settings);
        rememberSecrets(environment);

        return environment;
    }

    private static void rememberSecrets(Map<String, String> environment) {
        environment.forEach((name, value) -> {
            if (value.isBlank()) {
                return; // a test has it in a file
            }
            if (name.endsWith("_API_KEYS")) {
                for (String key : value.split(",")) {
                    Secrets.used(key.substring(key.indexOf(':') + 1));
                }
            } else if (name.endsWith("_SECRET") || name.endsWith("_TOKEN")) {
                Secrets.used(value);
            }
        });
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    Target target() {
        return target;
    }

    /** The variables that it was started with. */
    Map<String, String> environment() {
        return environment;
    }

    ChildProcess process() {
        return server;
    }

    /**
     * Starts it anew after its process has ended, with the same settings, data folder and address. Returns when clients may
     * come.
     *
     * @throws AssertionError if the process before wrote a secret into its log
     */
    void startAgain() {
        Secrets.assertNoneIn(server.output());
        server = ServerKind.ofThisRun().start(environment);
        server.awaitMark(START);
    }

    /** Takes its help desk down; it keeps its address for {@link #startDesk()}. */
    void stopDesk() {
        desk.orElseThrow().close();
    }

    /** Brings the help desk back, with fresh data. */
    void startDesk() {
        ChildProcess started = startDesk(target.simulator().orElseThrow().base().getPort());
        desk = Optional.of(started);
        started.awaitMark(START);
    }

    /** @throws AssertionError if the server wrote a secret into its log at any time of its life */
    @Override
    public void close() {
        server.close();
        desk.ifPresent(ChildProcess::close);
        TemporaryFolder.delete(dataFolder);
        Secrets.assertNoneIn(server.output());
    }
}
