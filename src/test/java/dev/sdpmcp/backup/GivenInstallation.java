package dev.sdpmcp.backup;

import dev.sdpmcp.audit.chain.Chain;
import dev.sdpmcp.audit.chain.ChainCheck;
import dev.sdpmcp.audit.chain.ChainCheck.ChainReport;
import dev.sdpmcp.audit.chain.ChainSeal;
import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.GivenRow;
import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.StorageSettings.Postgres;
import dev.sdpmcp.config.reading.ConfigurationReader;
import dev.sdpmcp.config.reading.ConfigurationSource;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseKind;
import dev.sdpmcp.persistence.DatabaseRefused;
import dev.sdpmcp.persistence.EmbeddedCopy;
import dev.sdpmcp.persistence.encryption.EncryptionKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Settings of an installation as an operator gives them, its data folder and its database. */
public record GivenInstallation(Map<String, String> values, ServerConfiguration configuration) {

    private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    /** A new installation with an empty database, or none yet if it is embedded. */
    public static GivenInstallation of(DatabaseKind kind, Path data) {
        Map<String, String> values = new HashMap<>(Map.of(
                "SDP_API_KEYS", "ann:" + "k".repeat(40),
                "SDP_CLIENT_ID", "1000.CLIENT",
                "SDP_CLIENT_SECRET", "it's # a secret",
                "SDP_REFRESH_TOKEN", "1000.refresh.token",
                "SDP_INSTANCE_NAME", "itdesk",
                "SDP_DATA_DIR", data.toString()));
        kind.settings(data).postgres().ifPresent(postgres -> addPostgres(values, postgres));
        return of(values);
    }

    /** One with these settings. */
    public static GivenInstallation of(Map<String, String> values) {
        try {
            ServerConfiguration configuration = ConfigurationReader.read(ConfigurationSource.of(values));
            Files.createDirectories(configuration.storage().dataDirectory());
            return new GivenInstallation(Map.copyOf(values), configuration);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void addPostgres(Map<String, String> values, Postgres postgres) {
        values.put("SDP_DB_HOST", postgres.host());
        values.put("SDP_DB_PORT", Integer.toString(postgres.port()));
        values.put("SDP_DB_NAME", postgres.database());
        values.put("SDP_DB_USER", postgres.user());
        values.put("SDP_DB_PASSWORD", postgres.password().reveal());
        values.put("SDP_ENCRYPTION_KEY", KEY);
    }

    /** With one setting added or replaced. */
    GivenInstallation with(String name, String value) {
        Map<String, String> more = new HashMap<>(values);
        more.put(name, value);
        return of(more);
    }

    public Path data() {
        return configuration.storage().dataDirectory();
    }

    Path databaseFile() {
        return EmbeddedCopy.file(data());
    }

    /** The caller closes it. */
    public Database open() {
        Database database = new Database(configuration.storage());
        try {
            database.open();
            return database;
        } catch (DatabaseRefused refused) {
            throw new IllegalStateException(refused);
        }
    }

    public Backups backups(Database database) {
        return new Backups(configuration, ConfigurationSource.of(values), database);
    }

    /** Adds recorded calls and an encrypted secret. */
    void fill(Database database, int calls) {
        append(database, calls);
        String sealed = new EncryptionKeys(configuration.storage()).seal("the token", "here");
        database.run(manager -> manager.createNativeQuery("INSERT INTO token_requests VALUES ('" + calls + "', '"
                        + sealed + "', '', CURRENT_TIMESTAMP, 'a \"quoted\", odd\nvalue')")
                .executeUpdate());
        database.run(manager -> manager.createNativeQuery("INSERT INTO change_history VALUES ('" + calls
                        + "', 'c', CURRENT_TIMESTAMP, 'request', '1', NULL, 'f', '', 'ü\\N',"
                        + " 'ok', 't', 'k', 'a', 'r')")
                .executeUpdate());
    }

    void append(Database database, int calls) {
        List<AuditRow> rows = Stream.generate(GivenRow::read).limit(calls).toList();
        try {
            Chain chain = new Chain(ChainSeal.of(configuration.storage()));
            chain.append(database, rows);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    ChainReport verify(Database database) throws IOException {
        return ChainCheck.of(configuration.storage(), Optional.empty(), database)
                .run();
    }

    /** All rows of a table as text, ordered by the first column. */
    static List<String> rows(Database database, String table) {
        return database.inTransaction(manager -> {
            List<?> rows = manager.createNativeQuery("SELECT * FROM " + table + " ORDER BY 1")
                    .getResultList();
            return rows.stream().map(row -> Arrays.toString((Object[]) row)).toList();
        });
    }

    /** Opens the database for some work. */
    void use(Consumer<Database> work) {
        try (Database database = open()) {
            work.accept(database);
        }
    }
}
