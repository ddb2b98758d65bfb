package dev.sdpmcp.bench;

import dev.sdpmcp.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server as its start script starts it, with the WAR of the benchmark. */
final class BenchServer implements AutoCloseable {

    static final String API_KEY = "benchmark-key-benchmark-key-benchmark-key";
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private static final Pattern TOTAL = Pattern.compile("\"totalConnections\":(\\d+)");
    private static final HttpClient HEALTH =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Process process;
    private final int port;
    private final ServerFigures figures;

    private BenchServer(Process process, int port) {
        this.process = process;
        this.port = port;
        this.figures = new ServerFigures(process.pid());
    }

    /** Starts the only one of a run. */
    static BenchServer start(BenchSettings settings) throws IOException, InterruptedException {
        int port = settings.port() == 0 ? FreePort.pick() : settings.port();
        return start(settings, BenchHome.layOut(settings.project()), "server", port, Map.of());
    }

    /**
     * Starts one of several and waits until it says that it is ready.
     *
     * @param home as {@link BenchHome#layOut} has made it
     * @param name of its log
     * @param more of its configuration
     */
    static BenchServer start(BenchSettings settings, Path home, String name, Map<String, String> more)
            throws IOException, InterruptedException {
        return start(settings, home, name, FreePort.pick(), more);
    }

    private static BenchServer start(BenchSettings settings, Path home, String name, int port, Map<String, String> more)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("./start-sse.sh").directory(home.toFile());
        builder.environment().putAll(environment(settings, port));
        builder.environment().putAll(more);
        Path log = home.resolve(name + ".log");
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        BenchServer server = new BenchServer(builder.start(), port);
        server.awaitReady(log);
        return server;
    }

    private static Map<String, String> environment(BenchSettings settings, int port) {
        String limit = Integer.toString(settings.mostSessions());
        return Map.ofEntries(
                Map.entry("SDP_HTTP_PORT", Integer.toString(port)),
                Map.entry("SDP_JAVA_OPTS", settings.jvm()),
                Map.entry("SDP_API_KEYS", "bench:" + API_KEY),
                Map.entry("SDP_TOOLSETS", "all"),
                Map.entry("SDP_CLIENT_ID", "1000.BENCH"),
                Map.entry("SDP_CLIENT_SECRET", "nobody-is-called"),
                Map.entry("SDP_REFRESH_TOKEN", "nobody-is-called"),
                Map.entry("SDP_INSTANCE_NAME", "itdesk"),
                Map.entry("SSE_MAX_CONNECTIONS_PER_IP", limit),
                Map.entry("SSE_MAX_CONNECTIONS_PER_KEY", limit),
                Map.entry("SSE_MAX_TOTAL_CONNECTIONS", limit),
                Map.entry("SSE_RATE_LIMIT_PER_MIN", "1000000"),
                Map.entry("SSE_RATE_LIMIT_PER_IP_PER_MIN", "10000000"),
                Map.entry("SSE_RATE_LIMIT_PER_KEY_PER_MIN", "10000000"));
    }

    /** Whatever is measured from here on comes after the start; a preparation of this build is over, too. */
    private void awaitReady(Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (Files.readString(log).lines().noneMatch(line -> line.startsWith("ready: "))) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new IllegalStateException("The server did not start; see its log in target/bench");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    int port() {
        return port;
    }

    ServerFigures figures() {
        return figures;
    }

    /** What jcmd answers; {@code GC.run} is a full collection. */
    String diagnose(String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        command)
                .redirectErrorStream(true)
                .start();
        String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return answer;
    }

    /** Open sessions, as {@code GET /health} has it. */
    long openSessions() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health"))
                .header("X-API-Key", API_KEY)
                .timeout(Duration.ofSeconds(30))
                .build();
        String answer =
                HEALTH.send(request, HttpResponse.BodyHandlers.ofString()).body();
        Matcher total = TOTAL.matcher(answer);
        if (!total.find()) {
            throw new IllegalStateException("No number of connections in " + answer);
        }
        return Long.parseLong(total.group(1));
    }

    /** After a full collection. The last line of the histogram is the total, in bytes; only what is reachable counts. */
    long liveHeapKilobytes() throws IOException, InterruptedException {
        String[] lines = diagnose("GC.class_histogram").strip().split("\n");
        String[] total = lines[lines.length - 1].strip().split("\\s+");
        return Long.parseLong(total[total.length - 1]) / 1024;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
