package dev.sdpmcp.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sdpmcp.config.StorageSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("component")
class DatabaseTest {

    private static final String INSERT = "INSERT INTO token_requests VALUES (?, 'client', 'host', ?, 'OK')";

    @TempDir
    Path folder;

    private static long rows(Database database) {
        return database.onConnection(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM token_requests")) {
                result.next();
                return result.getLong(1);
            }
        });
    }

    private static void insert(Database database, String id) {
        database.onConnection(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
                statement.setString(1, id);
                statement.setObject(2, OffsetDateTime.now(ZoneOffset.UTC));
                return statement.executeUpdate();
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void keeps_what_was_committed(DatabaseKind kind) {
        StorageSettings settings = kind.settings(folder);
        try (Database database = DatabaseKind.open(settings)) {
            insert(database, "1");
        }

        try (Database again = DatabaseKind.open(settings)) {
            assertThat(rows(again)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void keeps_nothing_of_work_that_failed(DatabaseKind kind) {
        try (Database database = kind.open(folder)) {
            assertThatThrownBy(() -> database.onConnection(connection -> {
                        try (Statement statement = connection.createStatement()) {
                            statement.executeUpdate(
                                    "INSERT INTO token_requests VALUES ('1', 'c', 'h', CURRENT_TIMESTAMP, 'OK')");
                        }
                        throw new IllegalArgumentException("on purpose");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);

            assertThat(rows(database)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void gives_jpa_a_transaction_for_each_unit_of_work(DatabaseKind kind) {
        try (Database database = kind.open(folder)) {
            database.run(manager -> manager.createNativeQuery(
                            "INSERT INTO token_requests VALUES ('1', 'c', 'h', CURRENT_TIMESTAMP, 'OK')")
                    .executeUpdate());
            assertThatThrownBy(() -> database.run(manager -> {
                        manager.createNativeQuery("DELETE FROM token_requests").executeUpdate();
                        throw new IllegalArgumentException("on purpose");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);

            assertThat(rows(database)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tells_a_wrong_statement_from_an_outage(DatabaseKind kind) {
        try (Database database = kind.open(folder)) {
            insert(database, "1");

            assertThatThrownBy(() -> insert(database, "1")).isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void survives_threads_that_are_interrupted_while_they_write(DatabaseKind kind) throws Exception {
        try (Database database = kind.open(folder)) {
            for (int i = 0; i < 20; i++) {
                String id = "interrupted-" + i;
                Thread cancelled = new Thread(() -> database.onConnection(connection -> {
                    Thread.currentThread().interrupt();
                    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
                        statement.setString(1, id);
                        statement.setObject(2, OffsetDateTime.now(ZoneOffset.UTC));
                        return statement.executeUpdate();
                    }
                }));
                cancelled.setUncaughtExceptionHandler((thread, failure) -> {});
                cancelled.start();
                cancelled.join();
            }

            insert(database, "after");

            assertThat(rows(database)).isBetween(1L, 21L);
        }
    }

    @Test
    void is_unavailable_before_it_is_open_and_after_it_is_closed() {
        Database database = new Database(DatabaseKind.EMBEDDED.settings(folder));

        assertThat(database.answers()).isFalse();
        assertThatThrownBy(() -> database.run(manager -> {})).isInstanceOf(DatabaseUnavailable.class);
    }

    @Test
    void lets_several_servers_start_on_one_new_database_at_once() throws Exception {
        StorageSettings settings = DatabaseKind.POSTGRESQL.settings(folder);
        ExecutorService servers = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Long>> starts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                starts.add(() -> {
                    try (Database database = DatabaseKind.open(settings)) {
                        return rows(database);
                    }
                });
            }
            for (Future<Long> start : servers.invokeAll(starts)) {
                assertThat(start.get()).isZero();
            }
        } finally {
            servers.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void refuses_a_schema_of_a_newer_version(DatabaseKind kind) {
        StorageSettings settings = kind.settings(folder);
        try (Database database = DatabaseKind.open(settings)) {
            database.run(
                    manager -> manager.createNativeQuery("UPDATE \"flyway_schema_history\" SET \"version\" = '9999'"
                                    + " WHERE \"version\" = (SELECT MAX(\"version\") FROM \"flyway_schema_history\")")
                            .executeUpdate());
        }

        assertThatThrownBy(() -> new Database(settings).open())
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("made by a newer version")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @EnumSource
    void refuses_a_database_with_tables_of_another_program(DatabaseKind kind) {
        StorageSettings settings = kind.settings(folder);
        try (Database database = DatabaseKind.open(settings)) {
            database.run(manager -> manager.createNativeQuery("DROP TABLE \"flyway_schema_history\"")
                    .executeUpdate());
        }

        assertThatThrownBy(() -> new Database(settings).open())
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("SDP_DB_NAME")
                .hasMessageNotContaining("\n");
    }

    @Test
    void says_that_the_embedded_file_is_in_use() throws Exception {
        StorageSettings settings = DatabaseKind.EMBEDDED.settings(folder);
        try (Database first = DatabaseKind.open(settings)) {
            assertThat(first.answers()).isTrue();
            // H2 shares a file inside one process, so the second one is another process
            Process other = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            OpensDatabase.class.getName(),
                            folder.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(other.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

            assertThat(said).contains("is in use by another process");
        }
    }

    @Test
    void names_what_to_mend_when_postgresql_refuses() throws IOException {
        int port = RealPostgres.port();

        assertThatThrownBy(() -> new Database(RealPostgres.settings(folder, "nosuch", "postgres", port)).open())
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("SDP_DB_NAME");
        assertThatThrownBy(() -> new Database(RealPostgres.settings(folder, "postgres", "nobody", port)).open())
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("SDP_DB_USER");
        assertThatThrownBy(
                        () -> new Database(RealPostgres.settings(folder, "postgres", "postgres", closedPort())).open())
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("SDP_DB_HOST");
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void keeps_instants_to_the_microsecond() {
        InstantConverter converter = new InstantConverter();
        Instant instant = Instant.parse("2026-11-22T10:00:00.123456Z");

        assertThat(converter.convertToEntityAttribute(converter.convertToDatabaseColumn(instant)))
                .isEqualTo(instant);
        assertThat(Optional.ofNullable(converter.convertToDatabaseColumn(null))).isEmpty();
    }
}
