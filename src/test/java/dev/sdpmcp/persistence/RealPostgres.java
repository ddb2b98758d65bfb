package dev.sdpmcp.persistence;

import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.StorageSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 *  A real PostgreSQL on loopback, started once for all tests of this JVM; each asker gets an empty database of its own.
 */
public final class RealPostgres {

    private static final AtomicInteger MADE = new AtomicInteger();

    private RealPostgres() {}

    private static final class Running {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    /** A new, empty database in it, and the given data folder. */
    public static StorageSettings newDatabase(Path dataDirectory) {
        String name = "sdp_" + MADE.incrementAndGet();
        try (Connection connection = Running.SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return settings(dataDirectory, name, "postgres", port());
    }

    /** The port it listens on. */
    public static int port() {
        return Running.SERVER.getPort();
    }

    /** What an operator would have written for a database of this server or another one. */
    public static StorageSettings settings(Path dataDirectory, String database, String user, int port) {
        StorageSettings.Postgres postgres = new StorageSettings.Postgres(
                "127.0.0.1",
                port,
                database,
                user,
                new Secret("postgres"),
                StorageSettings.Encryption.NONE,
                Optional.empty());
        return new StorageSettings(dataDirectory, Optional.of(postgres), 5, Optional.empty(), List.of(), true);
    }
}
