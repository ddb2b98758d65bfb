package dev.sdpmcp.doctor;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.reading.ConfigurationKey;
import dev.sdpmcp.persistence.DatabaseFacts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The examined installation as it was given, and the results of earlier checks that later ones use. Thread-safe. */
final class CheckContext {

    private final Path home;
    private final Path dotEnv;
    private final Map<String, String> values;
    private final List<String> problems;
    private volatile Optional<ServerConfiguration> configuration = Optional.empty();
    private volatile Optional<DatabaseFacts> database = Optional.empty();
    private volatile boolean dataFolderHeld;
    private volatile boolean serverRuns;

    /**
     * @param home the folder that holds {@code domain-config}
     * @param dotEnv the file of settings, which the one jar keeps in another folder; need not exist
     * @param values of all variables with our prefixes, known or not; those of {@code .env} where the environment has
     *     none. Secrets are among them
     * @param problems the reasons why {@code .env} could not be read; normally empty
     */
    CheckContext(Path home, Path dotEnv, Map<String, String> values, List<String> problems) {
        this.home = home;
        this.dotEnv = dotEnv;
        this.values = Map.copyOf(values);
        this.problems = List.copyOf(problems);
    }

    Path dotEnv() {
        return dotEnv;
    }

    Map<String, String> values() {
        return values;
    }

    List<String> problems() {
        return problems;
    }

    /** The value as it was written; a blank one counts as not set. */
    Optional<String> value(ConfigurationKey key) {
        return Optional.ofNullable(values.get(key.name())).filter(text -> !text.isBlank());
    }

    /** The files with options of the server's JVM, in the order in which it reads them; each may be missing. */
    List<Path> jvmOptions() {
        Path folder = home.resolve("domain-config");
        return List.of(folder.resolve("jvm.options"), folder.resolve("heap.options"));
    }

    void configuration(ServerConfiguration read) {
        configuration = Optional.of(read);
    }

    /** Only for checks that need {@code configuration}, so that it has been read. */
    ServerConfiguration configuration() {
        return configuration.orElseThrow(() -> new IllegalStateException("the configuration has not been read"));
    }

    void database(DatabaseFacts facts) {
        database = Optional.of(facts);
    }

    /** Empty if this process did not look at the database. */
    Optional<DatabaseFacts> database() {
        return database;
    }

    void setDataFolderHeld() {
        dataFolderHeld = true;
    }

    /** Whether a running server holds the lock of the data folder, and with it the embedded database. */
    boolean isDataFolderHeld() {
        return dataFolderHeld;
    }

    void setServerRuns() {
        serverRuns = true;
    }

    /** Whether an sdp-mcp server answers at the configured address. */
    boolean serverRuns() {
        return serverRuns;
    }
}
