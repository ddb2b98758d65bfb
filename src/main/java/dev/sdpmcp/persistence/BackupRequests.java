package dev.sdpmcp.persistence;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a command asks a running server for a backup. The embedded database belongs to one process, so nobody else can copy it.
 */
public final class BackupRequests {

    /** The kind of these requests in the data folder. */
    static final String KIND = "backup";

    private static final String DONE = "done";

    private final DataFolderRequests requests;

    public BackupRequests(Path dataDirectory) {
        this.requests = new DataFolderRequests(dataDirectory, KIND);
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

    /** @param hindrance what hindered the copy; empty if it is there */
    static String answer(Optional<String> hindrance) {
        return hindrance.orElse(DONE);
    }
}
