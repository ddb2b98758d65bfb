package dev.sdpmcp.bench;

import dev.sdpmcp.FreePort;
import dev.sdpmcp.bench.load.Driver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A running {@link Peer}, on the JVM of the benchmark with the collector and the heap of our server, and the load for it. */
final class PeerServer implements AutoCloseable {

    private static final Duration BUILD_LIMIT = Duration.ofMinutes(15);
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    /** That of domain-config/jvm.options. */
    private static final String COLLECTOR = "-XX:+UseParallelGC";

    private final Peer peer;
    private final Process process;
    private final Driver driver;
    private final Thread atExit;

    private PeerServer(Peer peer, Process process, Driver driver) {
        this.peer = peer;
        this.process = process;
        this.driver = driver;
        this.atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Builds it with Maven, which does little if nothing has changed. */
    static void build(Peer peer, Path project) throws IOException, InterruptedException {
        String name = peer.name().toLowerCase(Locale.ROOT);
        Path log = logs(project).resolve("peer-" + name + "-build.log");
        Process maven = new ProcessBuilder(
                        "./mvnw", "-q", "-B", "-f", "src/bench/peers/" + name + "/pom.xml", "package")
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Thread atExit = new Thread(maven::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            if (!maven.waitFor(BUILD_LIMIT.toSeconds(), TimeUnit.SECONDS) || maven.exitValue() != 0) {
                throw new IllegalStateException("The build of a peer failed; see " + log);
            }
        } finally {
            maven.destroyForcibly();
            Runtime.getRuntime().removeShutdownHook(atExit);
        }
    }

    /** Starts it and waits until it takes connections. */
    static PeerServer start(Peer peer, BenchSettings settings) throws IOException, InterruptedException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePort.pick());
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(COLLECTOR);
        if (!settings.jvm().isBlank()) {
            command.addAll(List.of(settings.jvm().strip().split("\\s+")));
        }
        command.addAll(peer.program(address.getPort()));
        Path log = logs(settings.project()).resolve("peer-" + peer.name().toLowerCase(Locale.ROOT) + ".log");
        Driver driver = new Driver(address, BenchServer.API_KEY, peer.streams());
        Process process = new ProcessBuilder(command)
                .directory(settings.project().resolve("target/peers").toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        PeerServer server = new PeerServer(peer, process, driver);
        server.await(address, log);
        return server;
    }

    private static Path logs(Path project) throws IOException {
        return Files.createDirectories(project.resolve("target/bench"));
    }

    private void await(InetSocketAddress address, Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!accepts(address)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new IllegalStateException("A peer did not start; see " + log);
            }
            TimeUnit.MILLISECONDS.sleep(250);
        }
    }

    private static boolean accepts(InetSocketAddress address) {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    String title() {
        return peer.title();
    }

    Driver driver() {
        return driver;
    }

    RoundMeter meter() {
        return new RoundMeter(driver, new ServerFigures(process.pid()));
    }

    @Override
    public void close() throws IOException {
        try {
            driver.close();
        } finally {
            stop();
        }
    }

    private void stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
