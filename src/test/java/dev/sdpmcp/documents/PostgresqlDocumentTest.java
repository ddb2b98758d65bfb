package dev.sdpmcp.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.config.StorageSettings.Encryption;
import dev.sdpmcp.config.StorageSettings.Postgres;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseKind;
import dev.sdpmcp.persistence.DatabaseRefused;
import dev.sdpmcp.persistence.TestAuthority;
import dev.sdpmcp.persistence.TlsPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The SQL and the commands of {@code docs/postgresql.md}, as they stand there, on a real PostgreSQL with TLS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("component")
class PostgresqlDocumentTest {

    private static final String ROLE = "sdp_mcp";
    private static final String MARK = "a-row-of-the-test";
    private static final String ADMINISTRATOR = "dba";

    @TempDir
    static Path folder;

    private final Document document = Document.named("docs/postgresql.md");
    private TlsPostgres server;

    @BeforeAll
    void set_up_as_the_page_says() throws Exception {
        sh("certificate", Map.of("DB_NAME", "localhost"));
        server = TlsPostgres.with(new TestAuthority.Issued(folder.resolve("server.crt"), folder.resolve("server.key")));
        // as in a managed service: no superuser
        execute("postgres", "postgres", "CREATE ROLE " + ADMINISTRATOR + " LOGIN CREATEDB CREATEROLE");
        sql("role and database", ADMINISTRATOR, "postgres");
        try (Database database = DatabaseKind.open(storage(ROLE))) {
            database.onConnection(connection -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.executeUpdate("INSERT INTO token_requests VALUES ('" + MARK
                            + "', 'client', 'host', CURRENT_TIMESTAMP, 'ISSUED')");
                }
            });
        }
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    /** What the page has an operator write. */
    private StorageSettings storage(String database) {
        Postgres postgres = new Postgres(
                "localhost",
                server.port(),
                database,
                ROLE,
                new Secret("the-password"),
                Encryption.VERIFIED,
                Optional.of(folder.resolve("server.crt")));
        return new StorageSettings(folder, Optional.of(postgres), 2, Optional.empty(), List.of(), true);
    }

    private Connection connection(String user, String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + database, user, "unused");
    }

    private void sql(String name, String user, String database) throws SQLException {
        for (String statement : document.block(name).content().split(";\\s*\n")) {
            execute(user, database, statement);
        }
    }

    private void execute(String user, String database, String sql) throws SQLException {
        try (Connection connection = connection(user, database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String ask(String user, String database, String sql) throws SQLException {
        try (Connection connection = connection(user, database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private void sh(String name, Map<String, String> environment) throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        ProcessBuilder builder = new ProcessBuilder(
                        "sh", "-euc", document.block(name).content())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(1, TimeUnit.MINUTES);
        if (!ended) {
            process.destroyForcibly();
        }
        assertThat(ended && process.exitValue() == 0)
                .as("%s; it said: %s", name, Files.readString(said))
                .isTrue();
    }

    @Test
    void the_role_owns_its_database_and_may_nothing_else() throws SQLException {
        assertThat(ask("postgres", "postgres", "SELECT datdba::regrole FROM pg_database WHERE datname = 'sdp_mcp'"))
                .isEqualTo(ROLE);
        assertThat(ask(
                        "postgres",
                        "postgres",
                        "SELECT rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls FROM pg_roles"
                                + " WHERE rolname = 'sdp_mcp'"))
                .isEqualTo("f");
        assertThatThrownBy(() -> execute(ROLE, ROLE, "CREATE DATABASE another"))
                .hasMessageContaining("permission denied to create database");
    }

    @Test
    void no_other_role_may_connect() throws SQLException {
        execute("postgres", "postgres", "CREATE ROLE stranger LOGIN");

        assertThatThrownBy(() -> ask("stranger", ROLE, "SELECT 1")).hasMessageContaining("permission denied");
    }

    @Test
    void a_role_that_does_not_own_the_database_needs_rights_on_the_schema_and_nobody_else_has_them()
            throws SQLException {
        execute("postgres", "postgres", "CREATE DATABASE of_another");
        execute("postgres", "of_another", "REVOKE CREATE ON SCHEMA public FROM PUBLIC");
        try (Database database = new Database(storage("of_another"))) {
            assertThatThrownBy(database::open)
                    .isInstanceOf(DatabaseRefused.class)
                    .hasMessageContaining("does not let this user make its tables");
        }
        execute("postgres", "of_another", "GRANT CREATE ON SCHEMA public TO PUBLIC"); // as before version 15

        sql("rights on the schema", "postgres", "of_another");

        try (Database database = DatabaseKind.open(storage("of_another"))) {
            assertThat(database.answers()).isTrue();
        }
        assertThat(ask("postgres", "of_another", "SELECT has_schema_privilege('pg_monitor', 'public', 'CREATE')"))
                .isEqualTo("f");
    }

    @Test
    void a_dump_is_for_its_owner_only_and_is_restored_by_the_role() throws Exception {
        for (String program : List.of("pg_dump", "psql")) {
            assumeTrue(isInstalled(program), "there is no " + program + " (Debian: apt-get install postgresql-client)");
        }
        Path backups = Files.createDirectories(folder.resolve("backups"));
        Files.writeString(
                folder.resolve(".env"),
                "SDP_DB_HOST=localhost\nSDP_DB_PORT=" + server.port() + "\nSDP_DB_NAME=sdp_mcp\nSDP_DB_USER=sdp_mcp\n"
                        + "SDP_DB_PASSWORD=the-password # a comment\nSDP_DB_SSL_ROOT_CERT="
                        + folder.resolve("server.crt") + "\n");
        Map<String, String> environment = Map.of("BACKUPS", backups.toString());

        sh("dump", environment);
        assertThat(Files.getPosixFilePermissions(backups.resolve("sdp-mcp.sql")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        sql("database to restore into", ADMINISTRATOR, "postgres");
        sh("restore", environment);

        try (Database database = DatabaseKind.open(storage("sdp_mcp_restored"))) {
            assertThat(database.facts().schema().pending()).isZero();
        }
        assertThat(ask(ROLE, "sdp_mcp_restored", "SELECT request_id FROM token_requests"))
                .isEqualTo(MARK);
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }
}
