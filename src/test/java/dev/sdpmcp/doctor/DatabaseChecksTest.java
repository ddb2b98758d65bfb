package dev.sdpmcp.doctor;

import static dev.sdpmcp.doctor.TestInstallation.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseFacts;
import dev.sdpmcp.persistence.DatabaseKind;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks of both kinds of database, which change nothing. */
@Tag("component")
class DatabaseChecksTest {

    @TempDir
    Path home;

    private String database(StorageSettings storage) throws Exception {
        return line(DatabaseChecks.database(() -> DatabaseFacts.at(storage), facts -> {}));
    }

    private void withDatabase(StorageSettings storage, String... statements) {
        try (Database made = DatabaseKind.open(storage)) {
            for (String statement : statements) {
                made.onConnection(connection -> {
                    try (var prepared = connection.prepareStatement(statement)) {
                        return prepared.executeUpdate();
                    }
                });
            }
        }
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void a_database_that_does_not_exist_is_not_created(DatabaseKind kind) throws Exception {
        StorageSettings storage = kind.settings(home);

        assertThat(database(storage)).startsWith("ok").contains("the first start creates");
        assertThat(database(storage)).as("again").contains("the first start creates");
        assertThat(home.resolve("database")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void a_current_schema_is_ok(DatabaseKind kind) throws Exception {
        StorageSettings storage = kind.settings(home);
        withDatabase(storage);

        assertThat(database(storage)).contains("schema version");
        assertThat(database(storage)).doesNotContain("FAIL").doesNotContain("migrated");
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void tables_that_do_not_exist_yet_are_not_created(DatabaseKind kind) throws Exception {
        StorageSettings storage = kind.settings(home);
        withDatabase(storage, "DELETE FROM \"flyway_schema_history\" WHERE \"version\" = '1'");

        assertThat(database(storage)).startsWith("ok").contains("the first start creates the tables");
        assertThat(database(storage)).as("again").contains("the first start creates the tables");
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void a_newer_schema_is_a_failure(DatabaseKind kind) throws Exception {
        StorageSettings storage = kind.settings(home);
        withDatabase(storage, "UPDATE \"flyway_schema_history\" SET \"version\" = '999' WHERE \"version\" = '1'");

        assertThat(database(storage)).startsWith("FAIL").contains("made by a newer version");
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void a_schema_of_a_development_version_is_a_failure(DatabaseKind kind) throws Exception {
        StorageSettings storage = kind.settings(home);
        withDatabase(storage, "UPDATE \"flyway_schema_history\" SET \"checksum\" = 1 WHERE \"version\" = '1'");

        assertThat(database(storage)).startsWith("FAIL").contains("made by a development version before 0.1.0");
    }

    @Test
    void the_check_changes_no_byte_of_the_embedded_database() throws Exception {
        StorageSettings storage = DatabaseKind.EMBEDDED.settings(home);
        withDatabase(storage);
        Path file = home.resolve("database").resolve("sdp-mcp.mv.db");
        byte[] before = Files.readAllBytes(file);

        database(storage);

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        try (var files = Files.list(home)) {
            assertThat(files.toList()).containsExactly(home.resolve("database"));
        }
    }
}
