package dev.sdpmcp.persistence;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a command asks a running server for a backup. The embedded database belongs to one process, so nobody else can copy it.
 */
public final class BackupRequests {

    private static final String DONE = "done";

    private final DataFolderRequests requests;

    public BackupRequests(Path dataDirectory) {
        this.requests = new DataFolderRequests(dataDirectory, "backup");
    }

    /**
     * Asks and waits.
     *
     * @return what hinders it; empty if the copy is there
     */
    public Optional<String> ask(Path target, Duration patience) throws IOException, InterruptedException {
        String said = requests.ask(target.toString(), patience)
                .orElse("The server that holds the data folder did not answer within " + patience.toSeconds() + " s.");
        return said.equals(DONE) ? Optional.empty() : Optional.of(said);
    }

    /**
     * Serves a request if there is one; the asker gets an answer in any case.
     *
     * @param backup gets the target, returns what hinders it
     */
    public void serve(Function<Path, Optional<String>> backup) throws IOException {
        requests.serve(target -> backup.apply(Path.of(target)).orElse(DONE));
    }
}
