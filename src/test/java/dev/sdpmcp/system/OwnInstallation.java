package dev.sdpmcp.system;

import dev.sdpmcp.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An installation in a folder of its own, as an operator has it: the script, what was built, and the shipped file of settings. No
 * variable of a shell configures it.
 */
record OwnInstallation(Path home) {

    private static final Path PROJECT =
            Path.of(System.getProperty("sdp.project", "")).toAbsolutePath();
    private static final List<String> BUILT =
            List.of("sdp-mcp.war", "sdp-mcp-launcher.jar", "sdp-simulator.jar", "payara-micro.jar", "payara");
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    /** Without settings and data, prepared as far as the project's own is: times are kept, by which the script tells. */
    static OwnInstallation in(Path home) throws IOException, InterruptedException {
        Files.createDirectories(home.resolve("target"));
        copy("start-sse.sh", home);
        copy("domain-config", home);
        for (String built : BUILT) {
            if (Files.exists(PROJECT.resolve("target").resolve(built))) {
                copy("target/" + built, home.resolve("target"));
            }
        }
        return new OwnInstallation(home);
    }

    private static void copy(String what, Path into) throws IOException, InterruptedException {
        Process copying = new ProcessBuilder("cp", "-a", PROJECT.resolve(what).toString(), into.toString()).start();
        if (copying.waitFor() != 0) {
            throw new IOException(what + " cannot be copied");
        }
    }

    /** As after the loss of the machine: neither settings nor data. */
    void lose() throws IOException {
        Files.deleteIfExists(home.resolve(".env"));
        if (Files.exists(home.resolve("data"))) {
            TemporaryFolder.delete(home.resolve("data"));
        }
    }

    /** Fills in what is empty in the shipped file, and adds what the test needs. */
    OwnInstallation configure(URI desk, Map<String, String> more) throws IOException {
        Secrets.used(OwnServer.KEY);
        Map<String, String> required = Map.of(
                "SDP_CLIENT_ID", "suite",
                "SDP_CLIENT_SECRET", "suite-secret",
                "SDP_INSTANCE_NAME", "itdesk",
                "SDP_API_KEYS", "ann:" + OwnServer.KEY);
        StringBuilder filled = new StringBuilder();
        for (String line : Files.readAllLines(PROJECT.resolve(".env.sse.example"))) {
            filled.append(line)
                    .append(required.getOrDefault(line.replaceFirst("=.*", ""), ""))
                    .append('\n');
        }
        Map<String, String> added = new HashMap<>(OwnServer.ROOMY);
        added.put("SDP_REFRESH_TOKEN", "suite-refresh");
        added.put("SDP_BASE_URL", desk.toString());
        added.put("SDP_ACCOUNTS_URL", desk.toString());
        added.put("SDP_HTTP_PORT", Integer.toString(FreePort.pick()));
        added.putAll(more);
        added.forEach(
                (name, value) -> filled.append(name).append('=').append(value).append('\n'));
        Files.writeString(home.resolve(".env"), filled);
        return this;
    }

    /** The last line of a name counts. */
    void add(String setting) throws IOException {
        Path file = home.resolve(".env");
        Files.writeString(file, (Files.exists(file) ? Files.readString(file) : "") + setting + "\n");
    }

    /** Starts the server; the caller closes it. */
    ChildProcess start() {
        return ChildProcess.start(home, "ready:", Map.of(), List.of("./start-sse.sh"));
    }

    /** What a client needs, when it is ready. */
    Target target(ChildProcess server) {
        URI base = URI.create(server.awaitMark(PATIENCE)).resolve("/");
        return new Target(base, OwnServer.KEY, Optional.empty(), Optional.empty(), OptionalLong.of(server.pid()));
    }

    /** Asks it to stop and waits. */
    static void stop(ChildProcess server) {
        server.terminate();
        server.awaitExit(PATIENCE);
        Secrets.assertNoneIn(server.output());
    }
}
