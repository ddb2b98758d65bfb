package dev.sdpmcp.launcher;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/**
 * Takes the place of systemd: a Unix datagram socket, which Java has not, and what came in there. Needs python3 and
 * systemd-notify. Ends with its process when closed.
 */
final class NotifySocket implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String PROGRAM = """
            import socket, sys
            s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            s.bind(sys.argv[1])
            print('listening', flush=True)
            while True:
                # the file that comes with a BARRIER=1 is closed by not being taken
                print(s.recv(4096).decode().replace('\\n', ' | '), flush=True)
            """;

    private final Path socket;
    private final Path received;
    private final Process process;

    private NotifySocket(Path socket, Path received, Process process) {
        this.socket = socket;
        this.received = received;
        this.process = process;
    }

    /** Skips the test, in so many words, on a machine without those programs. */
    static NotifySocket in(Path folder) throws IOException {
        for (String program : List.of("python3", "systemd-notify")) {
            if (Stream.of(System.getenv("PATH").split(":"))
                    .noneMatch(path -> Files.isExecutable(Path.of(path, program)))) {
                String why = "there is no " + program + " on this machine (Debian: apt-get install systemd python3)";
                System.getLogger(NotifySocket.class.getName()).log(Level.WARNING, "SKIPPED, since {0}", why);
                Assumptions.abort(why);
            }
        }
        // a name of a socket has 107 bytes at most
        Path socket = Files.createTempDirectory("notify").resolve("socket");
        Path received = folder.resolve("received-by-systemd");
        Process process = new ProcessBuilder("python3", "-c", PROGRAM, socket.toString())
                .redirectErrorStream(true)
                .redirectOutput(received.toFile())
                .start();
        NotifySocket listening = new NotifySocket(socket, received, process);
        Awaitility.await().atMost(LIMIT).until(() -> listening.lines().contains("listening"));
        return listening;
    }

    /** What systemd sets for a service of {@code Type=notify}. */
    Map<String, String> environment() {
        return Map.of("NOTIFY_SOCKET", path());
    }

    /** Of the socket. */
    String path() {
        return socket.toString();
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(received, StandardCharsets.UTF_8);
    }

    /** Each message, its lines joined by {@code  | }. */
    List<String> messages() throws IOException {
        return lines().stream()
                .filter(line -> !line.equals("listening") && !line.equals("BARRIER=1"))
                .toList();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        try {
            process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(socket);
        Files.delete(socket.getParent());
    }
}
