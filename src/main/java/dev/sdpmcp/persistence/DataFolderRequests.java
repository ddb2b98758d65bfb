package dev.sdpmcp.persistence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How a command asks the server that holds a data folder for something: by a file in that folder, which belongs to one user
 * and is mode 700. No port is opened for it. One asker at a time for each kind of request.
 */
public final class DataFolderRequests {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Path request;
    private final Path answer;

    /** @param kind of request, a word for file names */
    public DataFolderRequests(Path dataDirectory, String kind) {
        this.request = dataDirectory.resolve(kind + "-request");
        this.answer = dataDirectory.resolve(kind + "-answer");
    }

    /** Asks and waits; empty if there is no answer in time, and then the request is taken back. */
    public Optional<String> ask(String text, Duration patience) throws IOException, InterruptedException {
        Files.deleteIfExists(answer);
        write(request, text);
        long end = System.nanoTime() + patience.toNanos();
        while (!Files.exists(answer)) {
            if (System.nanoTime() > end) {
                Files.deleteIfExists(request);
                return Optional.empty();
            }
            Thread.sleep(PAUSE.toMillis());
        }
        String said = Files.readString(answer, StandardCharsets.UTF_8);
        Files.deleteIfExists(answer);
        return Optional.of(said);
    }

    /** Whether somebody asks. */
    boolean isWaiting() {
        return Files.exists(request);
    }

    /**
     * Serves a request if there is one; the asker gets an answer in any case.
     *
     * @param service gets the text of the request, returns the answer
     */
    public void serve(UnaryOperator<String> service) throws IOException {
        String asked;
        try {
            asked = Files.readString(request, StandardCharsets.UTF_8);
            Files.delete(request);
        } catch (NoSuchFileException nobodyAsks) {
            return;
        }
        write(answer, service.apply(asked));
    }

    /** All of it or nothing, for the reader on the other side; on a full disk nothing is left behind. */
    private static void write(Path file, String text) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try {
            Files.writeString(unfinished, text, StandardCharsets.UTF_8);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
