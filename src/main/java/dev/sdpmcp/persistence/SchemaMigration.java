package dev.sdpmcp.persistence;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * Brings the schema to the version of this program, before anybody uses it. The scripts are in {@code db/migration}, the
 * same for both databases. Several servers may start at once: Flyway lets one migrate and the others wait.
 */
final class SchemaMigration {

    private static final Logger LOG = System.getLogger(SchemaMigration.class.getName());

    private SchemaMigration() {}

    /** @throws org.flywaydb.core.api.FlywayException if it does not succeed, or if the schema is newer than the program */
    static void run(DataSource dataSource) {
        MigrateResult result = configured(dataSource).load().migrate();
        if (result.migrationsExecuted > 0) {
            LOG.log(Level.INFO, "database schema brought to version {0}", result.targetSchemaVersion);
        }
    }

    /** Whether this program has this version of the schema; the database must be empty. */
    static boolean knows(DataSource dataSource, String version) {
        return Stream.of(configured(dataSource).load().info().all())
                .anyMatch(migration -> version.equals(String.valueOf(migration.getVersion())));
    }

    /** Likewise, and no further than a version. */
    static void runTo(DataSource dataSource, String version) {
        configured(dataSource).target(version).load().migrate();
    }

    /** How the schema stands to this program, without changing anything. */
    static SchemaState look(DataSource dataSource) {
        MigrationInfoService info = configured(dataSource).load().info();
        MigrationInfo current = info.current();
        boolean foreign = Stream.of(info.all())
                .anyMatch(migration -> migration.getState().isApplied()
                        && (!migration.getState().isResolved()
                                || migration.getState().isFailed()));
        return new SchemaState(
                current == null ? Optional.empty() : Optional.of(String.valueOf(current.getVersion())),
                info.pending().length,
                foreign);
    }

    private static FluentConfiguration configured(DataSource dataSource) {
        return Flyway.configure(SchemaMigration.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                // nothing is ignored: a version that this program does not know is a reason not to start
                .ignoreMigrationPatterns(new String[0])
                .validateOnMigrate(true)
                .cleanDisabled(true);
    }
}
