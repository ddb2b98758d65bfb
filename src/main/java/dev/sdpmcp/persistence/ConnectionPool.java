package dev.sdpmcp.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.config.StorageSettings.Postgres;
import java.nio.file.Path;
import java.time.Duration;

/** Makes the pool of connections. Every wait that a database can cause has a limit here. */
final class ConnectionPool {

    /** For a connection, be it a free one or a new one. */
    static final Duration CONNECTION_LIMIT = Duration.ofSeconds(5);

    private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(30);
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(2);
    private static final int CONNECTIONS_TO_LOOK = 3;
    private static final String EMBEDDED_USER = "sdp";

    private ConnectionPool() {}

    /** A pool that has not connected yet. */
    static HikariDataSource open(StorageSettings storage) {
        return open(storage, storage.poolSize(), "");
    }

    /** The same for one that was open before: an embedded file that is not there is not made. */
    static HikariDataSource openAgain(StorageSettings storage) {
        return open(storage, storage.poolSize(), ";IFEXISTS=TRUE");
    }

    /** A few connections for a look at what is there; the embedded file is neither made nor written. */
    static HikariDataSource openToLook(StorageSettings storage) {
        return open(storage, CONNECTIONS_TO_LOOK, ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE");
    }

    private static HikariDataSource open(StorageSettings storage, int size, String fileOptions) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("sdp-mcp");
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECTION_LIMIT.toMillis());
        config.setValidationTimeout(PROBE_LIMIT.toMillis());
        config.setMaxLifetime(LONGEST_LIFE.toMillis());
        config.setInitializationFailTimeout(-1);
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        storage.postgres()
                .ifPresentOrElse(
                        postgres -> addressPostgres(config, postgres),
                        () -> addressFile(config, embeddedFile(storage.dataDirectory()), fileOptions));
        return new HikariDataSource(config);
    }

    /** The file of the embedded database, without {@code .mv.db}. */
    static Path embeddedFile(Path dataDirectory) {
        return dataDirectory.resolve("database").resolve("sdp-mcp");
    }

    private static void addressPostgres(HikariConfig config, Postgres postgres) {
        String host = postgres.host().contains(":") ? "[" + postgres.host() + "]" : postgres.host();
        config.setDriverClassName("org.postgresql.Driver");
        config.setJdbcUrl("jdbc:postgresql://" + host + ":" + postgres.port() + "/");
        config.addDataSourceProperty("PGDBNAME", postgres.database());
        config.setUsername(postgres.user());
        config.setPassword(postgres.password().reveal());
        PostgresSecurity.propertiesFor(postgres).forEach(config::addDataSourceProperty);
        config.addDataSourceProperty("ApplicationName", "sdp-mcp");
        config.addDataSourceProperty("connectTimeout", seconds(CONNECTION_LIMIT));
        config.addDataSourceProperty("loginTimeout", seconds(CONNECTION_LIMIT));
        config.addDataSourceProperty("socketTimeout", seconds(STATEMENT_LIMIT.plusSeconds(5)));
        config.addDataSourceProperty("tcpKeepAlive", "true");
        // a server that answers before a commit is on its disk would lose what was recorded last when it crashes
        config.setConnectionInitSql("SET statement_timeout = " + STATEMENT_LIMIT.toMillis()
                + "; SELECT set_config('synchronous_commit', 'on', false)"
                + " WHERE current_setting('synchronous_commit') = 'off'");
    }

    private static void addressFile(HikariConfig config, Path file, String options) {
        config.setDriverClassName("org.h2.Driver");
        // retry: a thread that is interrupted while it writes, as cancelled calls are, would close the file for
        // everybody
        // WRITE_DELAY=0: what is committed is in the file, so that a killed process loses nothing
        // TRACE_LEVEL_FILE=0: no file beside it for errors, which all come as exceptions; on a full disk it would fail
        // itself
        config.setJdbcUrl("jdbc:h2:retry:file:" + file
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;LOCK_TIMEOUT=" + CONNECTION_LIMIT.toMillis()
                + options);
        config.setUsername(EMBEDDED_USER);
        config.setPassword("");
        config.setConnectionInitSql("SET QUERY_TIMEOUT " + STATEMENT_LIMIT.toMillis());
    }

    private static String seconds(Duration duration) {
        return Long.toString(duration.toSeconds());
    }
}
