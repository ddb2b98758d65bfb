package dev.sdpmcp.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.persistence.DatabaseFacts.SchemaState;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A database that a development version before 0.1.0 made, with the scripts that it had. */
@Tag("component")
class DevelopmentSchemaTest {

    @TempDir
    Path folder;

    private StorageSettings made(DatabaseKind kind, String version) {
        StorageSettings storage = kind.settings(folder);
        try (HikariDataSource pool = ConnectionPool.open(storage)) {
            Flyway.configure(getClass().getClassLoader())
                    .dataSource(pool)
                    .locations("classpath:db/development")
                    .target(version)
                    .load()
                    .migrate();
        }
        return storage;
    }

    @ParameterizedTest
    @CsvSource({
        "EMBEDDED, 21, SDP_DATA_DIR",
        "EMBEDDED, 1, SDP_DATA_DIR",
        "POSTGRESQL, 21, SDP_DB_NAME",
        "POSTGRESQL, 1, SDP_DB_NAME"
    })
    void refuses_it_and_names_the_setting_to_change(DatabaseKind kind, String version, String setting)
            throws DatabaseRefused {
        StorageSettings storage = made(kind, version);

        assertThatThrownBy(() -> new Database(storage).open())
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("made by a development version before 0.1.0")
                .hasMessageContaining(setting)
                .hasMessageContaining("only the version that made it can restore its backups")
                .hasMessageNotContaining("\n");
        SchemaState seen = DatabaseFacts.at(storage).orElseThrow().schema();
        assertThat(seen.development()).isTrue();
        assertThat(seen.foreign()).isTrue();
    }
}
