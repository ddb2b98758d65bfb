package dev.sdpmcp.doctor;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.persistence.DatabaseFacts;
import java.util.Optional;

/** What earlier checks have found out and later ones go by. Thread-safe. */
final class CheckContext {

    private volatile Optional<ServerConfiguration> configuration = Optional.empty();
    private volatile Optional<DatabaseFacts> database = Optional.empty();
    private volatile boolean dataFolderHeld;
    private volatile boolean serverRuns;

    void configuration(ServerConfiguration read) {
        configuration = Optional.of(read);
    }

    /** For checks that need {@code configuration}: it is there. */
    ServerConfiguration configuration() {
        return configuration.orElseThrow(() -> new IllegalStateException("the configuration comes first"));
    }

    void database(DatabaseFacts facts) {
        database = Optional.of(facts);
    }

    /** Empty if it was not looked at from here. */
    Optional<DatabaseFacts> database() {
        return database;
    }

    void holdDataFolder() {
        dataFolderHeld = true;
    }

    /** Whether a running server has the data folder, and with it the embedded database, for itself. */
    boolean isDataFolderHeld() {
        return dataFolderHeld;
    }

    void runServer() {
        serverRuns = true;
    }

    /** Whether a server of ours answers at the configured address. */
    boolean serverRuns() {
        return serverRuns;
    }
}
