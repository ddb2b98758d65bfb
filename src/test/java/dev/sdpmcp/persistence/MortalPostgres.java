package dev.sdpmcp.persistence;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 *  A PostgreSQL of its own that can be killed like by a crash, and comes back with the same address and the same data.
 */
public final class MortalPostgres implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path data;
    private final int port;
    private final List<String> command;
    private ProcessHandle postmaster;

    private MortalPostgres(Path data, int port) {
        this.data = data;
        this.port = port;
        this.postmaster = running(data);
        this.command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "-U")); // it refuses to run as root
        }
        command.add(postmaster.info().command().orElseThrow());
        command.addAll(List.of(postmaster.info().arguments().orElseThrow()));
    }

    /** Starts one; when this returns, it answers. */
    public static MortalPostgres start(Path folder) {
        try {
            Path data = Files.createDirectories(folder.resolve("postgres"));
            // its close() is not for a server that was killed; we end it ourselves
            EmbeddedPostgres made = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .start();
            return new MortalPostgres(data, made.getPort());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static ProcessHandle running(Path data) {
        try {
            String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
            return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    public int port() {
        return port;
    }

    /** SIGKILL; what it started ends with it. */
    public void kill() {
        List<ProcessHandle> all = new ArrayList<>(postmaster.children().toList());
        all.add(postmaster);
        postmaster.destroyForcibly();
        all.forEach(process -> process.onExit()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join());
    }

    /** Starts it again; when this returns, it answers. */
    public void comeBack() {
        Awaitility.await().atMost(PATIENCE).until(() -> {
            if (!postmaster.isAlive()) {
                postmaster = launched(); // refused while a child of the killed one is still there
            }
            return answers();
        });
    }

    private ProcessHandle launched() throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        Redirect.appendTo(data.resolveSibling("postgres.log").toFile()))
                .start()
                .toHandle();
    }

    private boolean answers() {
        try (Connection connection = DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "postgres")) {
            return connection.isValid(1);
        } catch (SQLException recovering) {
            return false;
        }
    }

    @Override
    public void close() {
        if (postmaster.isAlive()) {
            kill();
        }
    }
}
