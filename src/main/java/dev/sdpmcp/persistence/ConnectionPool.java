package dev.sdpmcp.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.config.StorageSettings.Postgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.postgresql.ssl.DefaultJavaSSLFactory;

/** Factory of the connection pool, with a timeout for every wait on the database. Stateless. */
final class ConnectionPool {

    /** Timeout for a connection, new or from the pool. */
    static final Duration CONNECTION_LIMIT = Duration.ofSeconds(5);

    private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(30);
    private static final Duration MAX_LIFETIME = Duration.ofMinutes(30);
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(2);
    private static final int INSPECTION_CONNECTIONS = 3;
    private static final String EMBEDDED_USER = "sdp";

    private ConnectionPool() {}

    /** A pool that connects at its first use. */
    static HikariDataSource open(StorageSettings storage) {
        return open(storage, storage.poolSize(), "");
    }

    /** The same, but does not create an embedded file. */
    static HikariDataSource openAgain(StorageSettings storage) {
        return open(storage, storage.poolSize(), ";IFEXISTS=TRUE");
    }

    /** A read-only pool for inspection; neither creates nor writes an embedded file. */
    static HikariDataSource openToLook(StorageSettings storage) {
        return open(storage, INSPECTION_CONNECTIONS, ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE");
    }

    private static HikariDataSource open(StorageSettings storage, int size, String fileOptions) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("sdp-mcp");
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECTION_LIMIT.toMillis());
        config.setValidationTimeout(PROBE_LIMIT.toMillis());
        config.setMaxLifetime(MAX_LIFETIME.toMillis());
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
        // otherwise a crash of PostgreSQL could lose the last commits
        config.setConnectionInitSql("SET statement_timeout = " + STATEMENT_LIMIT.toMillis()
                + "; SELECT set_config('synchronous_commit', 'on', false)"
                + " WHERE current_setting('synchronous_commit') = 'off'");
    }

    private static void addressFile(HikariConfig config, Path file, String options) {
        config.setDriverClassName("org.h2.Driver");
        // retry: an interrupted thread, such as that of a cancelled call, would close the file for all
        // WRITE_DELAY=0: commits are in the file, so that a killed process loses nothing
        // TRACE_LEVEL_FILE=0: no file for errors, which would fail itself on a full disk
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

    /**
     * Driver properties for the encryption of connections to PostgreSQL. Stateless.
     *
     * <p>Channel binding stays at {@code prefer}: {@code require} would refuse md5, Ed25519 certificates and poolers
     * such as PgBouncer, and adds little once the certificate and its name are checked.
     */
    static final class PostgresSecurity {

        /** PBKDF2 rounds that a login may cost, some 50 ms; PostgreSQL's own default is 4,096. */
        static final int MAX_SCRAM_ITERATIONS = 100_000;

        private PostgresSecurity() {}

        /** Properties of the driver. */
        static Map<String, String> propertiesFor(Postgres postgres) {
            Map<String, String> properties = new HashMap<>();
            // the peer is not verified with "require": it must not learn the password
            switch (postgres.encryption()) {
                case NONE -> properties.put("sslmode", "disable");
                case UNVERIFIED -> properties.putAll(Map.of("sslmode", "require", "requireAuth", "!password"));
                case VERIFIED -> {
                    properties.put("sslmode", "verify-full");
                    // the default factory of the driver would read a file in the home folder of the user
                    postgres.rootCertificates()
                            .ifPresentOrElse(
                                    file -> properties.put("sslrootcert", file.toString()),
                                    () -> properties.put("sslfactory", DefaultJavaSSLFactory.class.getName()));
                }
            }
            properties.put("scramMaxIterations", Integer.toString(MAX_SCRAM_ITERATIONS));
            return properties;
        }
    }
}
