package dev.sdpmcp.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Payara Micro with the bench WAR, as a process of its own. */
final class BenchServer implements AutoCloseable {

    static final String API_KEY = "benchmark-key-benchmark-key-benchmark-key";
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final Process process;
    private final int port;
    private final ServerFigures figures;

    private BenchServer(Process process, int port) {
        this.process = process;
        this.port = port;
        this.figures = new ServerFigures(process.pid());
    }

    /** Starts it and waits until the bare resource answers. */
    static BenchServer start(BenchSettings settings) throws IOException, InterruptedException {
        Path folder = settings.target().resolve("bench");
        Path war = BenchWar.in(folder, settings.target().resolve("sdp-mcp.war"));
        int port = settings.port() == 0 ? freePort() : settings.port();
        ProcessBuilder builder = new ProcessBuilder(command(settings, war, port));
        builder.environment().putAll(environment(settings, folder));
        builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile());
        BenchServer server = new BenchServer(builder.start(), port);
        server.awaitAnswers();
        return server;
    }

    private static List<String> command(BenchSettings settings, Path war, int port) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(settings.jvm());
        command.addAll(List.of(
                "-jar",
                settings.target().resolve("payara-micro.jar").toString(),
                "--nohazelcast",
                "--port",
                "" + port));
        addCommandFile(command, "--prebootcommandfile", "domain-config/pre-boot.asadmin");
        addCommandFile(command, "--postbootcommandfile", "domain-config/post-boot.asadmin");
        addCommandFile(command, "--logproperties", "domain-config/logging.properties");
        command.addAll(List.of("--deploy", war.toString()));
        return command;
    }

    private static void addCommandFile(List<String> command, String option, String file) {
        if (Files.exists(Path.of(file))) {
            command.addAll(List.of(option, file));
        }
    }

    private static Map<String, String> environment(BenchSettings settings, Path folder) {
        String limit = Integer.toString(settings.mostSessions());
        return Map.ofEntries(
                Map.entry("SDP_API_KEYS", "bench:" + API_KEY),
                Map.entry("SDP_CLIENT_ID", "1000.BENCH"),
                Map.entry("SDP_CLIENT_SECRET", "nobody-is-called"),
                Map.entry("SDP_REFRESH_TOKEN", "nobody-is-called"),
                Map.entry("SDP_INSTANCE_NAME", "itdesk"),
                Map.entry("SDP_DATA_DIR", folder.resolve("data").toString()),
                Map.entry("SSE_MAX_CONNECTIONS_PER_IP", limit),
                Map.entry("SSE_MAX_CONNECTIONS_PER_KEY", limit),
                Map.entry("SSE_MAX_TOTAL_CONNECTIONS", limit),
                Map.entry("SSE_RATE_LIMIT_PER_MIN", "1000000"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitAnswers() throws InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/bench/bare?size=100"))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(5))
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build();
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!answers(client, request)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new IllegalStateException("The server did not start; see target/bench/server.log");
            }
            TimeUnit.MILLISECONDS.sleep(250);
        }
    }

    private static boolean answers(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
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
