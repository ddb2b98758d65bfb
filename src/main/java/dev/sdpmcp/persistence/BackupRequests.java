package dev.sdpmcp.persistence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a command asks a running server for a backup: by a file in the data folder, which belongs to one user and is mode 700.
 * The embedded database belongs to one process, so nobody else can copy it, and no port is opened for it.
 */
public final class BackupRequests {

    private static final String DONE = "done";
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Path request;
    private final Path answer;

    public BackupRequests(Path dataDirectory) {
        this.request = dataDirectory.resolve("backup-request");
        this.answer = dataDirectory.resolve("backup-answer");
    }

    /**
     * Asks and waits.
     *
     * @return what hinders it; empty if the copy is there
     */
    public Optional<String> ask(Path target, Duration patience) throws IOException, InterruptedException {
        Files.deleteIfExists(answer);
        write(request, target.toString());
        long end = System.nanoTime() + patience.toNanos();
        while (!Files.exists(answer)) {
            if (System.nanoTime() > end) {
                Files.deleteIfExists(request);
                return Optional.of(
                        "The server that holds the data folder did not answer within " + patience.toSeconds() + " s.");
            }
            Thread.sleep(PAUSE.toMillis());
        }
        String said = Files.readString(answer, StandardCharsets.UTF_8);
        Files.deleteIfExists(answer);
        return said.equals(DONE) ? Optional.empty() : Optional.of(said);
    }

    /**
     * Serves a request if there is one; the asker gets an answer in any case.
     *
     * @param backup gets the target, returns what hinders it
     */
    public void serve(Function<Path, Optional<String>> backup) throws IOException {
        Path target;
        try {
            target = Path.of(Files.readString(request, StandardCharsets.UTF_8));
            Files.delete(request);
        } catch (NoSuchFileException nobodyAsks) {
            return;
        }
        write(answer, backup.apply(target).orElse(DONE));
    }

    /** All of it or nothing, for the reader on the other side. */
    private static void write(Path file, String text) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.writeString(unfinished, text, StandardCharsets.UTF_8);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
